"""Prints all figures, or those of some parts: `python -m tests.benchmarks [listing] [planning]`.

Nothing is asserted: machines differ. Each figure stands beside a floor measured in the same run.
"""

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from studio.services import sample
from tests.benchmarks import (
    clashing,
    drawing,
    filling,
    listing,
    matching,
    planning,
    printing,
    roster,
    starting,
    storing,
)
from tests.benchmarks.measuring import table

# Parts that need no studio: name, title, what measures it.
ALONE = {
    "printing": ("Printing", printing.figures),
    "planning": ("Planning", planning.figures),
    "clashing": ("Clashes of bookings", clashing.figures),
    "drawing": ("Time line", drawing.figures),
}
PARTS = ("starting", "listing", "storing", "roster", "matching", *ALONE)


def main():
    """Measure what was asked for, all of it without a wish, and print tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("parts", nargs="*", help=", ".join(PARTS))
    parser.add_argument("--clients", type=int, default=100_000, help="rows of the large studio")
    chosen = parser.parse_args()
    parts = chosen.parts or PARTS
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    with tempfile.TemporaryDirectory(prefix="callboard-benchmarks-") as place:
        folder = Path(place)
        os.environ["CALLBOARD_HOME"] = str(folder / "home")
        if "starting" in parts:
            sample.make_demo(folder / "demo.callboard")
            _show("Starting", starting.figures(folder / "demo.callboard"))
        if {"listing", "storing"} & set(parts):
            _large(parts, folder, chosen.clients)
        if "roster" in parts:
            _show("Roster", roster.figures(folder))
        if "matching" in parts:
            _show("Matching", matching.figures(folder))
        for name, (title, figures) in ALONE.items():
            if name in parts:
                _show(title, figures())
    return 0


def _large(parts, folder, count):
    workspace = filling.large_studio(folder, count)
    if "listing" in parts:
        _show("Lists", listing.figures(workspace))
    if "storing" in parts:
        _show("Saving, reading, finding", storing.figures(workspace, folder))
    workspace.close()


def _show(title, figures):
    print(f"## {title}\n\n{table(figures)}\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
