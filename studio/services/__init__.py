"""What can be done: commands, queries and the frozen rows they answer with, one file per noun."""
