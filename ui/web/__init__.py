"""The page: Gradio's shell, our routes and templates, uploads, drawing and static files."""
