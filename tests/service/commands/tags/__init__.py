"""The commands about tags."""
