"""Home: what needs a person today, money to come, the week, the active projects."""
