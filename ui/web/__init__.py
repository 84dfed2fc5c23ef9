"""The page: Gradio's shell, our routes and templates, uploads, the files of documents, and static files."""
