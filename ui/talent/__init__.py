"""Talent: a roster of who stands before and behind the camera."""
