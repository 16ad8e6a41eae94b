"""Syncs as tasks: asked for, waiting, running, done; written down for all processes, and over restarts."""
