"""The page: Gradio's shell, our routes, uploads, drawing and static files."""
