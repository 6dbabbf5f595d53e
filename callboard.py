#!/usr/bin/env python3
"""Start Callboard or pass its tests; the first time, make everything they need.

    python3 callboard.py                  open the window on the demo studio
    python3 callboard.py open [STUDIO]    open a studio of your own
    python3 callboard.py cli ...          the same studio without a window (try: cli --help)
    python3 callboard.py test [...]       pass the tests; what follows goes to pytest
    python3 callboard.py check            style, types and import contracts
    python3 callboard.py smoke [PNG]      open the real window on a virtual screen, take a picture

The libraries go into .venv beside this file, or into the folder that CALLBOARD_VENV names. Only
Python itself is needed; on Debian and Ubuntu, root also gets the system libraries that Qt needs.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  said in words, before anything newer is touched
    sys.exit(
        f"Callboard needs Python 3.11 or newer; this is {sys.version.split()[0]} "
        f"({sys.executable}).\n"
        "Install a newer one and start again with it, for example: python3.13 callboard.py"
    )

import contextlib
import ctypes
import hashlib
import importlib.util
import io
import json
import os
import platform
import re
import shlex
import shutil
import socket
import subprocess
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("CALLBOARD_VENV") or ROOT / ".venv").absolute()
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
STAMP = VENV / "callboard.json"
LOG = VENV / "callboard-install.log"
PICTURES = ROOT / "build" / "demo"

# -P: a folder named "ui" where the person happens to stand is not ours.
MODULE = ("-P", "-m")

OFFLINE = re.compile(
    "ConnectionError|ConnectTimeout|ReadTimeout|ProxyError|Connection refused|getaddrinfo failed|"
    "Temporary failure in name resolution|nodename nor servname|Network is unreachable"
)

Stamp = dict[str, Any]

# Library -> the Debian and Ubuntu package that has it.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
# Qt names only xcb-cursor, whichever of these is missing.
X_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


class Stop(Exception):
    """The start cannot go on; the text says why and what to do."""


def main(arguments: list[str]) -> int:
    """Do what the first word says; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old console has no “quotes”
    word, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if word in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    commands = {
        "": show_demo,
        "open": show,
        "cli": run_cli,
        "test": run_tests,
        "check": run_checks,
        "smoke": run_smoke,
    }
    if word not in commands:
        print(f"There is no command “{word}”.\n{__doc__}", file=sys.stderr)
        return 2
    try:
        return commands[word](rest)
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Start again at any time.", file=sys.stderr)
        return 130


def show_demo(_rest: list[str]) -> int:
    """Open the demo studio; without a screen, write its documents and a picture of every page."""
    reason = why_no_screen()
    if not reason:
        return show(["--demo"])
    print(
        f"{reason}, so no window can open here.\n"
        "Instead, the demo studio's documents and a picture of every page are being written to\n"
        f"  {PICTURES}",
        flush=True,
    )
    prepare()
    pictures = (*MODULE, "ui.app", "--demo", "--pictures", str(PICTURES))
    code = run(*pictures, QT_QPA_PLATFORM="offscreen")
    if code == 0:
        count = sum(1 for path in PICTURES.rglob("*") if path.is_file())
        print(f"{count} files are in {PICTURES}")
    return code


def show(rest: list[str]) -> int:
    """Open the window."""
    if reason := why_no_screen():
        raise Stop(f"{reason}, so no window can open here. Without one: python3 callboard.py cli")
    prepare(window=True)
    return become(*MODULE, "ui.app", *rest)


def run_cli(rest: list[str]) -> int:
    """Run the command line."""
    prepare()
    return become(*MODULE, "studio.cli", *rest)


def run_tests(rest: list[str]) -> int:
    """Pass the tests."""
    prepare(tests=True)
    need_postgresql()
    # One program a core, each with a PostgreSQL of its own; more than four want much memory.
    share = () if any(one.startswith(("-n", "-p")) for one in rest) else ("-n", str(programs()))
    return run("-m", "pytest", *share, *rest, folder=ROOT, QT_QPA_PLATFORM="offscreen")


def programs() -> int:
    """Return how many test programs run beside each other: one for each core this may use."""
    able = getattr(os, "sched_getaffinity", None)
    return max(1, min(4, len(able(0)) if able else os.cpu_count() or 1))


def run_checks(_rest: list[str]) -> int:
    """Check style, types and contracts; all of them, even after one has failed."""
    prepare(tests=True)
    checks = {
        "ruff check": ("ruff", "check", "."),
        "ruff format": ("ruff", "format", "--check", "."),
        "mypy": ("mypy",),
        "import contracts": ("lint-imports",),
    }
    failed = [name for name, (tool, *rest) in checks.items() if run(*rest, tool=tool, folder=ROOT)]
    print(f"Failed: {', '.join(failed)}" if failed else f"All of {', '.join(checks)} passed.")
    return 1 if failed else 0


def run_smoke(rest: list[str]) -> int:
    """Open the real window on a virtual screen and take its picture."""
    prepare(window=True, tests=True)
    if not shutil.which("Xvfb"):
        offer_packages(["xvfb", "xauth"], "A virtual screen (Xvfb) is needed for this.")
    return run("-m", "tests.smoke", *rest, folder=ROOT)


# --- The environment ------------------------------------------------------------------------------


def prepare(*, window: bool = False, tests: bool = False) -> None:
    """Make sure the environment is there, whole and new enough; at once where it is."""
    need_libraries(window=window)
    wanted = fingerprint()
    extras = {"dev"} if tests else set()
    if is_ready(read_stamp(), wanted, extras):
        return
    with alone():
        stamp = read_stamp()  # the start we waited for may have done it all
        if not is_ready(stamp, wanted, extras):
            install(stamp, wanted, extras | set(stamp.get("extras", [])))


def is_ready(stamp: Stamp, wanted: str, extras: set[str]) -> bool:
    """Say whether the environment was finished, for this pyproject and with these extras."""
    return (
        stamp.get("state") == "ready"
        and stamp.get("wanted") == wanted
        and extras <= set(stamp.get("extras", []))
        and PYTHON.exists()
    )


def install(stamp: Stamp, wanted: str, extras: set[str]) -> None:
    """Make the environment, or bring the one that is there up to date."""
    began = time.monotonic()
    if stamp.get("state") != "ready" or stamp.get("root") != str(ROOT) or not PYTHON.exists():
        make_environment(stamp)
    write_stamp({"state": "making"})
    print(f"Installing the libraries into {VENV} (about 300 MB; once) ...", flush=True)
    names = f"[{','.join(sorted(extras))}]" if extras else ""
    pip("install", "--editable", f"{ROOT}{names}")
    # pip compiles the libraries but not what is editable: the first window would wait for that.
    ours = [name for name in ("resources", "studio", "ui") if (ROOT / name).is_dir()]
    run("-m", "compileall", "-q", "-j", "0", *ours, folder=ROOT)
    write_stamp({"state": "ready", "wanted": wanted, "extras": sorted(extras), "root": str(ROOT)})
    print(f"Installed in {time.monotonic() - began:.0f} s.", flush=True)


def make_environment(stamp: Stamp) -> None:
    """Make an empty environment; what an interrupted start left behind goes first."""
    if VENV.exists() and any(VENV.iterdir()):
        if not stamp:
            raise Stop(
                f"{VENV} was not made by this script, so it is left alone.\n"
                "Remove it, or name another folder in CALLBOARD_VENV."
            )
        print(f"{VENV} was left unfinished or was moved; it is made again.", flush=True)
        old = VENV.with_name(f"{VENV.name}.old")  # half removed, it would look like another's
        shutil.rmtree(old, ignore_errors=True)
        VENV.rename(old)
        shutil.rmtree(old, ignore_errors=True)
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        offer_packages([package], "This Python cannot make virtual environments.")
    VENV.mkdir(parents=True, exist_ok=True)
    write_stamp({"state": "making"})
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)],
        env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        raise Stop(f"A virtual environment could not be made:\n{made.stdout}{made.stderr}")


def fingerprint() -> str:
    """Return a short sum of what pyproject.toml asks to be installed."""
    try:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Stop(f"pyproject.toml is missing in {ROOT}; the copy is not whole.") from None
    asked = [project["project"], project["build-system"], str(ROOT)]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]


def read_stamp() -> Stamp:
    """Return what the last start wrote about the environment; empty where there is none."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        return {"state": "damaged"}
    return stamp if isinstance(stamp, dict) else {"state": "damaged"}


def write_stamp(stamp: Stamp) -> None:
    """Write about the environment, whole or not at all."""
    part = STAMP.with_suffix(".part")
    part.write_text(json.dumps(stamp), encoding="utf-8")
    part.replace(STAMP)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one start at a time make the environment; the others wait."""
    VENV.parent.mkdir(parents=True, exist_ok=True)
    with VENV.with_name(f"{VENV.name}.lock").open("a+b") as lock:
        said = False
        while not take(lock.fileno()):
            if not said:
                print("Another start is preparing the environment; waiting ...", flush=True)
                said = True
            time.sleep(0.5)
        yield


def take(lock: int) -> bool:
    """Try to take a lock that ends with this process, however it ends."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def pip(*arguments: str) -> None:
    """Run pip in the environment, showing only what it is busy with."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    live = sys.stdout.isatty()
    with LOG.open("w", encoding="utf-8") as log, subprocess.Popen(
        command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        for line in process.stdout or ():
            log.write(line)
            if live and line.startswith(("Collecting ", "Installing ")):
                print(f"\r  {' '.join(line.split()[:2])[:70]:<72}", end="", flush=True)
    if live:
        print(f"\r{'':74}\r", end="")
    if process.returncode:
        raise Stop(why_pip_failed(LOG.read_text(encoding="utf-8")))


def why_pip_failed(log: str) -> str:
    """Return pip's failure in a person's words."""
    errors = [line for line in log.splitlines() if "error" in line.lower()][-4:]
    if "No space left on device" in log:
        words = "The disk is full."
    elif OFFLINE.search(log):
        words = "The Python package index could not be reached. Is this machine online?"
    elif "No matching distribution found for PySide6" in log:
        words = (
            "There is no Qt for this machine. It needs 64 bits and, on Linux, glibc 2.34 or newer "
            f"(Debian 12, Ubuntu 22.04); this is {platform.platform()}."
        )
    else:
        words = "The libraries could not be installed."
    return "\n".join([words, *errors, f"All pip said is in {LOG}. Starting again tries again."])


# --- The system -----------------------------------------------------------------------------------


def need_libraries(*, window: bool) -> None:
    """See that Qt will find its system libraries; install or name the missing ones."""
    if not sys.platform.startswith("linux"):
        return
    wanted = {**QT_LIBRARIES, **(X_LIBRARIES if window else {})}
    if missing := [name for name in wanted if not can_load(name)]:
        offer_packages([wanted[name] for name in missing], f"Qt needs {', '.join(missing)}.")


def can_load(library: str) -> bool:
    """Say whether the system's loader finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def need_postgresql() -> None:
    """See that the tests will find a PostgreSQL server; tests/postgres.py looks the same way."""
    named = os.environ.get("STUDIO_TEST_PG") or shutil.which("initdb")
    if named or not sys.platform.startswith("linux"):
        return
    found = any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    brought = any((VENV / "lib").glob("python*/site-packages/pgserver"))
    if not found and (is_debian_root() or not brought):
        offer_packages(["postgresql"], "Half of the tests need a PostgreSQL server.", go_on=True)


def is_debian_root() -> bool:
    """Say whether packages can be installed here without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("apt-get"))


def offer_packages(packages: list[str], why: str, *, go_on: bool = False) -> None:
    """Install Debian packages as root; otherwise stop, or go on, with the words that do it."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not is_debian_root():
        how = f"{why}\nOn Debian and Ubuntu:  sudo {shlex.join(command)}"
        if not go_on:
            raise Stop(how)
        print(how, file=sys.stderr, flush=True)
        return
    print(f"{why} Installing {' '.join(packages)} ...", flush=True)
    env = {**environment(), "DEBIAN_FRONTEND": "noninteractive"}
    for one in (["apt-get", "update"], command):
        done = subprocess.run(
            one, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise Stop(f"{why}\n“{shlex.join(command)}” failed:\n{done.stderr[-1500:]}")


def why_no_screen() -> str:
    """Return why no window can be shown here; empty where one can."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return f"QT_QPA_PLATFORM is “{os.environ['QT_QPA_PLATFORM']}”"
    if not sys.platform.startswith("linux") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display:
        return "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    number = display.removeprefix("unix").removeprefix(":").partition(".")[0]
    if display.startswith((":", "unix:")) and number.isdigit() and not answers(int(number)):
        return f"The display {display} does not answer"
    return ""


def answers(number: int) -> bool:
    """Say whether an X server listens as this display of this machine."""
    for address in (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}"):  # noqa: S108
        with socket.socket(socket.AF_UNIX) as line, contextlib.suppress(OSError):
            line.connect(address)
            return True
    return False


# --- Running --------------------------------------------------------------------------------------


def environment(**more: str) -> dict[str, str]:
    """Return the variables for programs we start."""
    env = {**os.environ, **more}
    # Set, they would make every start compile everything again, or find another Python's files.
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH"):
        env.pop(name, None)
    return env


def run(*arguments: str, tool: str = "", folder: Path | None = None, **more: str) -> int:
    """Run the environment's Python, or a tool installed beside it; return its exit code."""
    sys.stdout.flush()
    program = PYTHON.with_name(tool + PYTHON.suffix) if tool else PYTHON
    command = [str(program), *arguments]
    return subprocess.run(command, env=environment(**more), cwd=folder, check=False).returncode


def become(*arguments: str) -> int:
    """Turn this process into the environment's Python, so that nothing stands in between."""
    if sys.platform == "win32":  # it would hand the console back too early
        return run(*arguments)
    sys.stdout.flush()
    return os.execve(PYTHON, [str(PYTHON), *arguments], environment())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
