"""What is read from the tables, a module for each protocol of search.backend.protocol."""
