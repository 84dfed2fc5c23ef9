"""What answers the page: the parts of it, made in threads or in worker processes."""
