"""The ledger: every motie and other paper with the places that cite it."""
