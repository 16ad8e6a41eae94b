"""The wire: what requests say and what answers look like. Pure; it knows no web framework."""
