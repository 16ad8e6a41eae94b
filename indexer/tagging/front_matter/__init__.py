"""Tags put into a post's header, in every dialect, with every other byte of the file left as it was."""
