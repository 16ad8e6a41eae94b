"""Tests: one file per module, a sentence per test."""
