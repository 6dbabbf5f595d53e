"""Levelling: finds a plan that people and rooms can keep, says what it moved and why."""
