"""Which posts are like which."""
