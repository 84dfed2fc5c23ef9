"""PDF files: pypdf opens and decodes them, ``page`` finds the structure of what is printed."""
