"""Incubation: the board from a find to the roster, and one person's way beside it."""
