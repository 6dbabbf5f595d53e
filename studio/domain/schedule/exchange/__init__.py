"""Schedules as other programs keep them: Microsoft Project's XML, and rows of a table."""
