"""Related posts: which posts a reader of one may want to read next."""
