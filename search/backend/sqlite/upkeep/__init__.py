"""A store as a file: replaced by another, made again after an update, copied away and put back."""
