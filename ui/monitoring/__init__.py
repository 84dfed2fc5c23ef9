"""What whoever runs a server can see of it: measurements for Prometheus, and logs as JSON lines."""
