"""Keeps one PostgreSQL server for a test run, and stops it when the run ends, however it ends.

Called as: postgres_keeper.py FOLDER UID:GID|- COMMAND...
It waits on its standard input. A test run that is killed cannot clean up, but its end of the pipe
closes all the same; then the server is stopped and its folder removed.
"""

import shutil
import signal
import subprocess
import sys
from pathlib import Path


def main():
    """Start the server, wait for the test run to end, stop the server."""
    folder, account, *command = sys.argv[1:]
    as_person = {}
    if account != "-":
        person, group = (int(number) for number in account.split(":"))
        as_person = {"user": person, "group": group, "extra_groups": []}
    if sys.platform != "win32":
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to the whole group
        as_person["start_new_session"] = True
    with (Path(folder) / "server.log").open("ab") as log:
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **as_person
        )
    sys.stdin.buffer.read()
    # SIGINT asks PostgreSQL for a fast shutdown: it drops its connections and does not wait.
    server.send_signal(signal.SIGINT if sys.platform != "win32" else signal.SIGTERM)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
