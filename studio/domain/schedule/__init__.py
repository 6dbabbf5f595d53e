"""The planner: working time, links, dates with slack, levelling. Plain values, no clock."""
