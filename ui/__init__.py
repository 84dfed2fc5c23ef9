"""What people and programs use: the command line (cli), the page (web), endpoints and tools (programs), their texts (texts)."""
