"""Measures speed as ratios to a floor of the same run; prints, never judges."""
