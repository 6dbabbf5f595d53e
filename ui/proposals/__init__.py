"""Proposals: the list, and one proposal in work or as it was sent."""
