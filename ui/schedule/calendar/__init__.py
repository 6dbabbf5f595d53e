"""The calendar over all projects: a month or a week, painted."""
