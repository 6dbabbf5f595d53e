"""Callboard without its window: rules, storage, documents and services."""

__version__ = "0.1.0"
