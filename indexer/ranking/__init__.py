"""Ranking: how well the posts that match answer, whatever engine has found them."""
