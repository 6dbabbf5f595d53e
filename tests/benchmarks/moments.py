"""What a measured program says of itself: how long it took, by the clock and by the processor."""

import json
import os
import time


def now(began):
    """Return milliseconds since the command was given, and those the processor spent on it."""
    return {"wall": (time.time() - began) * 1000, "cpu": time.process_time() * 1000}


def leave(**moments):
    """Print the moments and end at once."""
    flat = {f"{name}_{clock}": ms for name, at in moments.items() for clock, ms in at.items()}
    print(json.dumps(flat), flush=True)
    os._exit(0)
