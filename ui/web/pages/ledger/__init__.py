"""The tab Moties: the ledger as a table, a page per paper, two documents compared, and what can be downloaded."""
