"""What several benchmarks share, or what is too long for one."""
