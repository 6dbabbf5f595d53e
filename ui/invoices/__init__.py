"""What is owed: the ageing strip, the list, one invoice, and its PDF."""
