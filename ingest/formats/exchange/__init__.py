"""Formats in which papers are sent around beside Word and PDF: OpenDocument, rich text and mail."""
