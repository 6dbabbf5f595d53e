"""The schedule: time line, calendar and shoot days of all projects."""
