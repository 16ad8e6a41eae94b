"""What every request passes on its way: turns, failures, compression, the cache."""
