"""First run: the few things a studio cannot begin without."""
