"""Tests of the service room, through its own doors."""
