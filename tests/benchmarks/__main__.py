"""Prints every figure: `python -m tests.benchmarks [--runs N] [start lists saving pdf]`."""

import argparse
import os
import platform
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("CALLBOARD_TODAY", "2026-11-16")

from tests.benchmarks import lists, pdf, saving, start

PARTS = {"start": start, "lists": lists, "saving": saving, "pdf": pdf}


def main() -> int:
    """Measure the parts that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    parser.add_argument("--runs", type=int, default=7)
    wanted = parser.parse_args()
    sys.stdout.write(f"Python {platform.python_version()}, medians of interleaved runs\n")
    for name in wanted.parts or PARTS:
        for figure in PARTS[name].figures(wanted.runs):
            sys.stdout.write(figure.line() + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
