"""The store in PostgreSQL with pgvector: several servers and several ingests at once, replicas for reading."""
