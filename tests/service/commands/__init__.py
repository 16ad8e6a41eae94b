"""The commands, each in the file that mirrors its own."""
