"""Callboard's tests; how they are laid out is said in the README."""
