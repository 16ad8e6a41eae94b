"""Tags: what to suggest, what to merge, and how to write them into a post's file."""
