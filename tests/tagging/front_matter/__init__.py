"""Tags put into headers: where, and how they are spelled there."""
