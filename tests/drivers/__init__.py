"""What a person can do and see on each page, by real widgets."""
