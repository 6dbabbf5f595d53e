"""Exchange with other programs: JSON out and in, documents from JSON, checks of a studio."""
