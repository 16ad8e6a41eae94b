"""The default engine: a genuine Whoosh index on disk."""
