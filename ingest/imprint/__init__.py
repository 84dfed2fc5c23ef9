"""What a paper says about itself: title, date, publisher, kind and numbers, each with where it was read.

In a book that is the imprint; in papers of government it stands in letterheads, mastheads, covers and signatures, the
same whatever the format of the file.
"""
