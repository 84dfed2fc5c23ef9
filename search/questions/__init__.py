"""Questions that users keep, and what came since that they find."""
