"""Scores of search on questions with known answers, and comparison of runs."""
