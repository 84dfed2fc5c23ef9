"""The tab Documenten: what it shows, and what it asks of the server."""
