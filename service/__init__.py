"""The service: HTTP, command line, settings and clock around the indexer."""
