"""The way to the server: its address, connections, transactions and errors. Only here psycopg is imported."""
