"""One edit committed with its audit row, against 4 KiB made safe on the same disk."""

import os
import statistics
import tempfile
from pathlib import Path

from studio.services import clients, sample
from studio.services.opening import open_studio
from tests.benchmarks.figure import Figure, interleaved, wall


def figures(runs: int) -> list[Figure]:
    """Measure a change of a client's note, audit and search index in the same transaction."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        place = Path(folder) / "demo.callboard"
        sample.build_demo(place)
        workspace = open_studio(str(place))
        try:
            key = workspace.ask(clients.ids(clients.ClientFilter()))[0]
            texts = iter(range(10_000_000))

            def edit() -> float:
                version = workspace.ask(clients.one(key)).version
                command = clients.change(
                    key, version=version, values={"note": f"Note {next(texts)}"}
                )
                return wall(lambda: workspace.run(command))

            edit()
            spent, floor = interleaved(edit, lambda: _safe(Path(folder) / "floor"), runs * 8)
            asked = statistics.median(
                wall(lambda: workspace.ask(clients.one(key))) for _ in range(runs * 4)
            )
        finally:
            workspace.close()
    name = "4 KiB write and fdatasync, wall"
    return [
        Figure("one edit committed with audit, wall", spent, name, floor, "<= 8x (DELETE, EXTRA)"),
        Figure("one client read whole, wall", asked, name, floor),
    ]


def _safe(path: Path) -> float:
    def write() -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT)
        os.write(handle, b"x" * 4096)
        os.fdatasync(handle)
        os.close(handle)

    return wall(write)
