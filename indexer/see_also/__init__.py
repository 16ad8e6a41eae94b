"""See also: where a reader of one post can go from there."""
