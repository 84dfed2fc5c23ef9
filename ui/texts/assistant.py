"""The texts of the command for assistants."""

from __future__ import annotations

HELP_MCP = """Bied de kennisbank aan als gereedschap voor een AI-assistent op deze computer.

De assistent start deze opdracht zelf en praat ermee over standaardinvoer en -uitvoer (Model Context Protocol): zoeken,
een passage opvragen, een verwijzing herleiden, moties en exports. Er gaat niets over het netwerk."""
