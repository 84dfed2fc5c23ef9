"""What people and programs use: command line (cli), page (web), endpoints and tools (programs), and texts (texts)."""
