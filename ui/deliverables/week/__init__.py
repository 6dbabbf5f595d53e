"""The week of the deliverables page: days, what has no day, the weeks around it."""
