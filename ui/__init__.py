"""The window: pages, widgets and what they need; all work is asked of studio."""
