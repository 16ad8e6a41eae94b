"""What is untidy about a blog's tags: one thing under several names, and tags that tell nothing."""
