"""Word files (.docx): styles, numbering, tables, notes and tracked changes."""
