"""What happens when something goes wrong: refusals where they belong, bugs in the crash dialog."""
