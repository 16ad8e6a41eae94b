"""Matching: which posts a query's clauses match, and what is to be scored of them, whatever engine keeps the posts."""
