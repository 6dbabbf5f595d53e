"""main(): arguments, then the window; what is heavy is imported in between, uncollected."""

import argparse
import faulthandler
import gc
import sys
from collections.abc import Sequence

import studio


def read_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line of the window."""
    parser = argparse.ArgumentParser(
        prog="callboard", description="Briefs, proposals, production and money of a studio."
    )
    parser.add_argument("studio", nargs="?", default="", help="a .callboard file or PostgreSQL URL")
    parser.add_argument("--studio", dest="place", default="", help="the same, by name")
    parser.add_argument("--demo", action="store_true", help="open a fresh copy of the demo studio")
    parser.add_argument("--read-only", action="store_true", help="open for reading")
    parser.add_argument("--language", choices=("en", "zh"), default="", help="window language")
    parser.add_argument("--theme", choices=("system", "light", "dark"), default="")
    parser.add_argument(
        "--pictures",
        metavar="FOLDER",
        default="",
        help="write the documents and a picture of every page to a folder, then leave",
    )
    parser.add_argument("--version", action="version", version=f"callboard {studio.__version__}")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the window until it is closed; return the exit status."""
    wanted = read_arguments(arguments)
    faulthandler.enable()
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support  # noqa: PLC0415 - dear, and only for this

        freeze_support()
    # Until the storage is loaded too (startup.load turns it on again), nearly all that is made
    # stays: looking for garbage would take a tenth of the way to the first paint.
    gc.disable()
    from ui.shell.program import run  # noqa: PLC0415 - imports all of the window

    return run(wanted)


if __name__ == "__main__":
    sys.exit(main())
