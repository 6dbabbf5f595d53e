"""What must hold whatever happens to the program: kills and races, in a short and a long form."""
