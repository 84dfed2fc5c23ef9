"""The network: the Dutch student and the English teacher, and how the student gets its first token vectors."""
