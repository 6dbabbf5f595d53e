"""The time line: one viewport that shows tasks, links and people over days; no page of its own."""
