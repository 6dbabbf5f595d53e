"""Shoot days: the list, a day with everything on it, its call sheets."""
