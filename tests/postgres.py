"""Databases for tests: SQLite files, and databases on a PostgreSQL server started for the run.

The server is STUDIO_TEST_PG (a URL whose person may create databases), else the newest server
programs on this machine, else pgserver's. With none of them the tests that need one fail and name
the command that installs it: a silent skip would hide half of the work.
"""

import contextlib
import importlib.util
import itertools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

KEEPER = Path(__file__).with_name("postgres_keeper.py")
INSTALL = {
    "linux": "sudo apt-get install -y postgresql",
    "darwin": "brew install postgresql",
    "win32": "winget install PostgreSQL.PostgreSQL",
}
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "C:/Program Files/PostgreSQL/*/bin",
)
# Nothing here must outlive the run, so nothing waits for the disk.
QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
}


class NoServer(Exception):
    """There is no PostgreSQL on this machine; says how to get one."""


def server_programs():
    """Return the folder of the newest PostgreSQL server programs, or None."""
    suffix = ".exe" if sys.platform == "win32" else ""
    found = []
    for place in PLACES:
        anchor = Path(place).anchor
        found += Path(anchor).glob(str(Path(place).relative_to(anchor)))
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).parent)
    found = [folder for folder in found if (folder / f"initdb{suffix}").exists()]
    if found:
        return max(found, key=_version)
    brought = importlib.util.find_spec("pgserver")  # importing it would change more than we want
    return Path(brought.origin).parent / "pginstall" / "bin" if brought else None


def _version(folder):
    """Return the numbers in a folder's path, for finding the newest."""
    digits = "".join(letter if letter.isdigit() else " " for letter in str(folder))
    return [int(number) for number in digits.split()]


def _server_person():
    """Return the account the server runs as: PostgreSQL refuses to run as root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415  exists on POSIX only

    for name in ("postgres", "pgserver", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoServer("PostgreSQL does not run as root, and no account 'postgres' or 'nobody' exists.")


def _free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """One throw-away PostgreSQL cluster in a temporary folder; ends with this process."""

    def __init__(self, programs):
        self._programs = programs
        self._person = _server_person()
        self._folder = Path(tempfile.mkdtemp(prefix="callboard-pg-"))
        self._keeper = None
        self.url = ""

    def start(self):
        """Make the cluster and wait until it answers."""
        data = self._folder / "data"
        data.mkdir(mode=0o700)
        if self._person:
            for path in (self._folder, data):
                os.chown(path, self._person.pw_uid, self._person.pw_gid)
        self._run_initdb(data)
        for _ in range(3):  # another program may take the free port before the server does
            port = _free_port()
            self._keeper = subprocess.Popen(
                [sys.executable, str(KEEPER), str(self._folder), *self._command(data, port)],
                stdin=subprocess.PIPE,
                cwd=self._folder,
            )
            self.url = f"postgresql://studio@127.0.0.1:{port}/postgres"
            if self._answers():
                return
            self._stop_keeper()
        raise NoServer(f"PostgreSQL did not start:\n{self._log()}")

    def stop(self):
        """Stop the server and remove its folder."""
        self._stop_keeper()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run_initdb(self, data):
        made = subprocess.run(
            [
                str(self._programs / "initdb"), "-D", str(data), "-U", "studio", "-A", "trust",
                "-E", "UTF8", "--locale=C", "--no-sync",
            ],
            capture_output=True, text=True, check=False, cwd=self._folder, **self._account(),
        )  # fmt: skip
        if made.returncode:
            raise NoServer(f"initdb failed:\n{made.stdout}{made.stderr}")

    def _account(self):
        if self._person is None:
            return {}
        return {"user": self._person.pw_uid, "group": self._person.pw_gid, "extra_groups": []}

    def _command(self, data, port):
        account = f"{self._person.pw_uid}:{self._person.pw_gid}" if self._person else "-"
        options = {**QUICK, "listen_addresses": "127.0.0.1", "port": str(port)}
        if sys.platform != "win32":
            options["unix_socket_directories"] = str(self._folder)
        settings = [f"--{name}={value}" for name, value in options.items()]
        return [account, str(self._programs / "postgres"), "-D", str(data), *settings]

    def _answers(self):
        end = time.monotonic() + 30
        while time.monotonic() < end and self._keeper.poll() is None:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self.url, connect_timeout=2).close()
                return True
            time.sleep(0.05)
        return False

    def _stop_keeper(self):
        if self._keeper is not None:
            self._keeper.stdin.close()
            self._keeper.wait(timeout=30)
            self._keeper = None

    def _log(self):
        log = self._folder / "server.log"
        return log.read_text(errors="replace")[-2000:] if log.exists() else ""


class LazyServer:
    """The server of the run, started when its URL is first asked for."""

    def __init__(self):
        self._given = os.environ.get("STUDIO_TEST_PG", "")
        self._server = None

    @property
    def url(self):
        """Return the URL; without any server, fail the asking test and say what to install."""
        if self._given:
            return self._given
        if self._server is None:
            programs = server_programs()
            if programs is None:
                how = INSTALL.get(sys.platform, INSTALL["linux"])
                pytest.fail(f"No PostgreSQL server for the tests. Install one: {how}", False)
            self._server = Server(programs)
            try:
                self._server.start()
            except NoServer as reason:
                self.stop()
                pytest.fail(str(reason), pytrace=False)
        return self._server.url

    def stop(self):
        """Stop the server if this run started one."""
        if self._server is not None:
            self._server.stop()
            self._server = None


@pytest.fixture(scope="session")
def postgres_server():
    """Return the run's server; nothing starts before its `url` is read."""
    server = LazyServer()
    yield server
    server.stop()


@pytest.fixture
def postgres_url(postgres_server):
    """Return the URL of a PostgreSQL server on which databases may be made and dropped."""
    return postgres_server.url


class Databases:
    """Makes databases for tests: empty ones, or quick copies of a template made once per run."""

    def __init__(self, folder, server):
        self._folder = folder
        self._server = server
        self._count = itertools.count(1)
        self._templates = {}
        self._made = []
        self._admin = None

    def fresh(self, kind, *, template="", build=None):
        """Return where a new database is, as `--studio` takes it: a file's path, or a URL.

        The kind is "sqlite" (the file does not exist yet) or "postgresql". With a template name
        the database is a copy of what `build(place)` made the first time that name was asked for
        in this run; `build` must close its connections.
        """
        source = self._template(kind, template, build) if template else None
        return self._new(kind, source)

    def drop(self, place):
        """Remove a database, whoever is still connected."""
        if place not in self._made:
            Path(place).unlink(missing_ok=True)
            return
        self._made.remove(place)
        name = urlsplit(place).path.lstrip("/")
        self._sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def close(self):
        """Drop what is left of this run."""
        for url in list(self._made):
            self.drop(url)
        if self._admin is not None:
            self._admin.close()

    def _template(self, kind, template, build):
        key = (kind, template)
        if key not in self._templates:
            place = self._new(kind, None)
            build(place)
            self._templates[key] = place
        return self._templates[key]

    def _new(self, kind, source):
        name = f"cb_{os.getpid()}_{next(self._count)}"
        if kind == "sqlite":
            path = self._folder / f"{name}.callboard"
            if source:
                shutil.copyfile(source, path)
            return str(path)
        copied = f' TEMPLATE "{urlsplit(source).path.lstrip("/")}"' if source else ""
        self._sql(f'CREATE DATABASE "{name}"{copied}')
        url = urlunsplit(urlsplit(self._server.url)._replace(path=f"/{name}"))
        self._made.append(url)
        return url

    def _sql(self, statement):
        if self._admin is None or self._admin.closed:
            self._admin = psycopg.connect(self._server.url, autocommit=True)
        self._admin.execute(statement)


@pytest.fixture(scope="session")
def databases(postgres_server, tmp_path_factory):
    """Return the maker of databases; the PostgreSQL server starts when first asked for."""
    maker = Databases(tmp_path_factory.mktemp("databases"), postgres_server)
    yield maker
    maker.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_kind(request):
    """Run the test once on each kind of database."""
    return request.param


@pytest.fixture
def database_place(database_kind, databases):
    """Return where a new, empty database is, on each kind in turn."""
    place = databases.fresh(database_kind)
    yield place
    databases.drop(place)
