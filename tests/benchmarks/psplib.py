"""Turns projects of the PSPLIB form (`.sm`) into the JSON form that `callboard-cli level` takes.

The data has no licence that would let us ship it: whoever has the files converts them.
"""

import re
from pathlib import Path

DUMMIES = 2
"""The first and the last job of a file stand for its beginning and its end."""


def convert(text):
    """Return the JSON form of one single-mode project."""
    lines = text.splitlines()
    followers = _numbers(lines, "PRECEDENCE RELATIONS")
    requests = _numbers(lines, "REQUESTS/DURATIONS")
    capacities = _numbers(lines, "RESOURCEAVAILABILITIES")[0]
    if any(row[1] != 1 for row in followers):
        raise ValueError("a job has several modes")
    last = max(row[0] for row in followers)
    real = {row[0] for row in followers} - {1, last}
    tasks = [
        {
            "id": str(row[0]),
            "duration": row[2],
            "needs": {f"R{nr}": need for nr, need in enumerate(row[3:], start=1) if need},
        }
        for row in requests
        if row[0] in real
    ]
    if len(tasks) != len(real):
        raise ValueError(f"{len(real)} jobs have followers, {len(tasks)} have durations")
    return {
        "unit": "day",
        "resources": [
            {"id": f"R{nr}", "capacity": capacity}
            for nr, capacity in enumerate(capacities, start=1)
        ],
        "tasks": tasks,
        "links": [
            {"from": str(row[0]), "to": str(after)}
            for row in followers
            for after in row[3:]
            if row[0] in real and after in real
        ],
    }


def _numbers(lines, heading):
    """Return the rows of whole numbers below a heading, up to the next line of stars."""
    names = [re.sub(r"\W", "", line) for line in lines]
    begin = names.index(re.sub(r"\W", "", heading))
    found = []
    for line in lines[begin + 1 :]:
        if line.startswith("*"):
            break
        if re.fullmatch(r"[\d\s]+", line) and line.strip():
            found.append([int(word) for word in line.split()])
    return found


def best_known(text):
    """Return instance name -> best-known makespan from a table.

    A row is a name and a number ("j301_1 43" or "j301_1.sm,43"), or the published form: three or
    more numbers, of which the first two are parameter and instance and the third the makespan.
    """
    found = {}
    for line in text.splitlines():
        words = re.split(r"[\s,;]+", line.strip())
        if len(words) >= 2 and not words[0].isdigit() and words[1].isdigit():
            found[Path(words[0]).stem.lower()] = int(words[1])
        elif len(words) >= 3 and all(word.isdigit() for word in words[:3]):
            found[f"{words[0]}_{words[1]}"] = int(words[2])
    return found


def look_up(known, name):
    """Return the best-known makespan of a file: "j301_1" also as parameter 1, instance 1."""
    stem = Path(name).stem.lower()
    if stem in known:
        return known[stem]
    parts = re.fullmatch(r"j(?:30|60|90|120)(\d+)_(\d+)", stem)
    return known.get(f"{parts[1]}_{parts[2]}") if parts else None
