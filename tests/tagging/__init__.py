"""Which tags to suggest, what is wrong with those there are, and the files they are written into."""
