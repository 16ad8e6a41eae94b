"""A file on disk becomes a post: header dialects, field conventions, markup, permalinks."""
