"""What is untidy about a blog's tags."""
