"""One smoke run: the real window on a virtual screen, a picture of it, and a polite end.

`python3 callboard.py smoke [PNG]` calls it. It fails when the program ends early, says a
traceback, or shows nothing but one colour. Without Xvfb it says so and passes nothing.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCREEN = "1440x900x24"
SECONDS = 90

# Runs in a process of its own: a program that has no window cannot photograph another's screen
# without connecting to it, and this one must not load Qt before the display is there.
CAMERA = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["camera", "-platform", "xcb"])
picture = app.primaryScreen().grabWindow(0).toImage()
colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7)
           for y in range(0, picture.height(), 7)}
picture.save(sys.argv[1])
print(len(colours))
"""


def main(arguments):
    """Take the picture; return the exit code."""
    target = Path(arguments[0] if arguments else "build/smoke.png").absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    if not shutil.which("Xvfb"):
        print("There is no Xvfb here, so the smoke run was left out.")
        return 0
    with tempfile.TemporaryDirectory(prefix="callboard-smoke-") as home:
        screen, display = start_screen()
        try:
            return look(target, {**os.environ, **surroundings(home, display)})
        finally:
            end(screen)


def surroundings(home, display):
    """Return the variables of a person at this screen, with a home of its own."""
    return {
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "CALLBOARD_HOME": home,
        "HOME": home,
        "LANG": "C.UTF-8",
        "WAYLAND_DISPLAY": "",
    }


def start_screen():
    """Start Xvfb on a number of its own choosing; return it and the display's name."""
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    if not number:
        raise SystemExit("Xvfb did not start.")
    return screen, f":{number}"


def look(target, environment):
    """Start the program, wait until its first page is filled, take the picture, end it."""
    began = time.monotonic()
    said = target.with_suffix(".log")
    with said.open("wb") as log:
        program = subprocess.Popen(
            [sys.executable, "-m", "ui.app", "--demo"], env=environment, stdout=log, stderr=log
        )
        try:
            seen = wait_for_picture(program, target, environment)
            early = program.poll()
        finally:
            end(program)
    words = said.read_text(errors="replace")
    if early is not None:
        return fail(f"The program ended early with exit code {early}.", words)
    if "Traceback" in words:
        return fail("The program said a traceback.", words)
    if not seen:
        return fail(f"No window was painted within {SECONDS} s.", words)
    print(f"Smoke run: the window stood after {time.monotonic() - began:.0f} s; {target}")
    return 0


def wait_for_picture(program, target, environment):
    """Take pictures until two in a row are the same and show more than a bare window."""
    last = b""
    end_of_waiting = time.monotonic() + SECONDS
    while time.monotonic() < end_of_waiting and program.poll() is None:
        shot = subprocess.run(
            [sys.executable, "-c", CAMERA, str(target)],
            env=environment, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        colours = int(shot.stdout.strip() or 0)
        now = target.read_bytes() if target.exists() else b""
        if colours > 24 and now == last:
            return True
        last = now
        time.sleep(0.5)
    return False


def fail(reason, words):
    """Say why the run failed, with the end of what the program said."""
    print(f"Smoke run failed: {reason}\n{words[-3000:]}", file=sys.stderr)
    return 1


def end(process):
    """End a process we started, politely first."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
