"""What stands above a post, in each dialect."""
