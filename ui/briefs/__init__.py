"""Briefs: the board, the client's words, the fields made of them."""
