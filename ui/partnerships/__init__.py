"""Partnerships: one client and one talent over the years."""
