"""Clients: who pays, with whom one speaks there, on what terms, and what is open."""
