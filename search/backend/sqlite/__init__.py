"""The store in one SQLite file: the only package that imports sqlite3 and writes SQL."""
