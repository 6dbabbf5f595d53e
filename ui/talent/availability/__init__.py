"""Who is free when: the grid of days, and the strip of the roster."""
