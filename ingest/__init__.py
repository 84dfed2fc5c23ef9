"""Reading: a file -> a Document with sections, footnotes, citations and passages.

The public names are imported from their modules: ``ingest.pipeline.read_document``,
``ingest.citations.find_citations``, the dataclasses in ``ingest.model`` and the errors in ``ingest.errors``.
"""
