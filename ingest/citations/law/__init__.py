"""References to European and national law: regulations, directives, papers of the Commission, articles of laws."""
