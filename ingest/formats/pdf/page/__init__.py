"""Printed pages -> structure: glyphs with places become lines, columns, headings, notes and paragraphs.

Knows nothing of the file format the glyphs came from; a reader fills ``PrintedPage`` and calls ``assembly.assemble``.
All lengths are in PDF points (1/72 inch); x grows to the right, y upwards, as the page is looked at.
"""
