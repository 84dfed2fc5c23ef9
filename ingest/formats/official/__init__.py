"""The XML of official publications (officielebekendmakingen.nl)."""
