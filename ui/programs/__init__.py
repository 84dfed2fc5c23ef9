"""What programs can ask: named endpoints and the tools of an assistant."""
