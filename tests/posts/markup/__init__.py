"""Markup to text."""
