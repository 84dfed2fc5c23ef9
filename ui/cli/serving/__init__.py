"""The commands for a server: `vindplaats serve`, and `vindplaats users` for who may log in."""
