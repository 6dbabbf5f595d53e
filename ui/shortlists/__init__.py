"""Shortlists: who answers to a brief, why, and who is put forward."""
