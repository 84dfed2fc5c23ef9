"""The questions that users keep, and when each document came in."""
