"""callboard.py itself, on a small project of its own that needs no network."""

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "callboard.py"

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "callboard"
version = "1"
dependencies = [{dependencies}]

[project.optional-dependencies]
dev = []
"""

# The smallest build backend there is; it fails while the file "broken" is there.
BACKEND = """
import pathlib, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    assert not pathlib.Path("broken").exists(), "interrupted"
    depends = pathlib.Path("depends").read_text() if pathlib.Path("depends").exists() else ""
    name = "callboard-1-py3-none-any.whl"
    info = "callboard-1.dist-info/"
    with zipfile.ZipFile(pathlib.Path(folder) / name, "w") as wheel:
        wheel.writestr("callboard.pth", str(pathlib.Path.cwd()))
        wheel.writestr(info + "METADATA",
                       "Metadata-Version: 2.1\\nName: callboard\\nVersion: 1\\n" + depends)
        wheel.writestr(info + "WHEEL",
                       "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""

APP = """
import os, pathlib, sys
print("app", *sys.argv[1:], os.environ.get("QT_QPA_PLATFORM"))
if "--pictures" in sys.argv:
    folder = pathlib.Path(sys.argv[sys.argv.index("--pictures") + 1])
    folder.mkdir(parents=True)
    (folder / "home.png").write_bytes(b"")
    (folder / "invoice.pdf").write_bytes(b"")
"""

CLI = """
import os, sys
print("cli", *sys.argv[1:], os.getcwd(), os.environ.get("PYTHONDONTWRITEBYTECODE"))
sys.exit(3)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a small project whose environment has been made."""
    folder = tmp_path_factory.mktemp("project")
    write(folder)
    done = start(folder, "cli")
    assert "Installed in" in done.stdout, done.stdout + done.stderr
    return folder


@pytest.fixture
def project(tmp_path):
    """Return a small project without an environment."""
    write(tmp_path)
    return tmp_path


def write(folder, dependencies=""):
    shutil.copy(SCRIPT, folder)
    (folder / "pyproject.toml").write_text(PYPROJECT.format(dependencies=dependencies))
    (folder / "backend.py").write_text(BACKEND)
    for name, text in {"ui/app.py": APP, "studio/cli.py": CLI}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        (path.parent / "__init__.py").write_text("")


def start(folder, *arguments, cwd=None, **more):
    env = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    for name in ("CALLBOARD_VENV", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        env.pop(name, None)
    env |= {"PIP_CONFIG_FILE": os.devnull, "PYTHONDONTWRITEBYTECODE": "1", **more}
    return subprocess.run(
        [sys.executable, str(folder / "callboard.py"), *arguments],
        cwd=cwd or folder, env=env, capture_output=True, text=True, check=False, timeout=300,
        stdin=subprocess.DEVNULL, encoding="utf-8",
    )  # fmt: skip


def test_the_second_start_installs_nothing(made):
    done = start(made, "cli", "list", "invoices")
    assert done.stdout.startswith("cli list invoices")
    assert done.returncode == 3


def test_a_folder_that_looks_like_ours_is_not_used(made, tmp_path):
    (tmp_path / "studio").mkdir()
    (tmp_path / "studio" / "__init__.py").write_text("raise SystemExit('wrong studio')")
    done = start(made, "cli", cwd=tmp_path)
    assert done.stdout == f"cli {tmp_path} None\n"  # and byte code is written


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a screen is always there")
def test_without_a_display_pictures_are_written_and_named(made):
    shutil.rmtree(made / "build", ignore_errors=True)
    done = start(made)
    pictures = made / "build" / "demo"
    assert "no display" in done.stdout
    assert f"app --demo --pictures {pictures} offscreen" in done.stdout
    assert f"2 files are in {pictures}" in done.stdout
    assert done.returncode == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a screen is always there")
def test_a_display_that_does_not_answer_is_none(made):
    shutil.rmtree(made / "build", ignore_errors=True)
    assert "The display :9731 does not answer" in start(made, DISPLAY=":9731").stdout
    refused = start(made, "open", DISPLAY=":9731")
    assert refused.returncode == 1
    assert "callboard.py cli" in refused.stderr


def test_a_wrong_word_gets_the_list_of_right_ones(made):
    done = start(made, "tset")
    assert done.returncode == 2
    assert "no command “tset”" in done.stderr
    assert "callboard.py test" in done.stderr


def test_an_interrupted_install_is_noticed_and_done_again(project):
    (project / "broken").write_text("")
    done = start(project, "cli")
    assert done.returncode == 1
    assert "could not be installed" in done.stderr
    assert "interrupted" in (project / ".venv" / "callboard-install.log").read_text()
    (project / "broken").unlink()
    done = start(project, "cli")
    assert "made again" in done.stdout
    assert done.returncode == 3
    assert start(project, "cli").stdout.startswith("cli")


def test_other_dependencies_are_installed_and_other_settings_are_not(project):
    start(project, "cli")
    pyproject = project / "pyproject.toml"
    pyproject.write_text(pyproject.read_text() + "\n[tool.ruff]\nline-length = 90\n")
    assert "Installing" not in start(project, "cli").stdout
    write(project, dependencies="'nothing-of-this-name'")
    (project / "depends").write_text("Requires-Dist: nothing-of-this-name\n")
    dead = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1", "PIP_TIMEOUT": "2"}
    done = start(project, "cli", **dead)
    assert done.returncode == 1
    assert "could not be reached" in done.stderr
    assert "Starting again tries again" in done.stderr


@pytest.mark.parametrize("left", ["no stamp", "half a stamp", "no python"])
def test_what_was_left_behind(project, left):
    venv = project / ".venv"
    venv.mkdir()
    (venv / "something").write_text("")
    stamp = {"no stamp": None, "half a stamp": '{"sta', "no python": json.dumps({"state": "ready"})}
    if stamp[left] is None:
        done = start(project, "cli")
        assert done.returncode == 1
        assert "not made by this script" in done.stderr
        assert (venv / "something").exists()
        return
    (venv / "callboard.json").write_text(stamp[left])
    assert start(project, "cli").returncode == 3
    assert not (venv / "something").exists()


def test_another_python_is_asked_for_in_words():
    source = SCRIPT.read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))  # an old Python must get as far as the words
    old = (
        "import runpy, sys; sys.version_info = (3, 10, 4, 'final', 0); runpy.run_path(sys.argv[1])"
    )
    done = subprocess.run(
        [sys.executable, "-c", old, str(SCRIPT)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr


def test_it_needs_nothing_but_python():
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    names = {
        (node.module if isinstance(node, ast.ImportFrom) else alias.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert names <= sys.stdlib_module_names


@pytest.mark.skipif(sys.platform == "win32", reason="a person without rights, on POSIX")
def test_missing_libraries_are_named_with_the_command(monkeypatch, tmp_path):
    script = load()
    monkeypatch.setattr(script, "is_debian_root", lambda: False)
    monkeypatch.setattr(script, "can_load", lambda name: name != "libEGL.so.1")
    monkeypatch.setattr(script.sys, "platform", "linux")
    with pytest.raises(script.Stop, match=r"libEGL\.so\.1.*\n.*sudo apt-get install .* libegl1$"):
        script.need_libraries(window=False)


def test_root_on_debian_gets_them_installed(monkeypatch):
    script = load()
    said = []
    monkeypatch.setattr(script, "is_debian_root", lambda: True)
    monkeypatch.setattr(script, "can_load", lambda name: not name.startswith("libxcb-"))
    monkeypatch.setattr(script.sys, "platform", "linux")

    def run(command, **_more):
        said.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(script.subprocess, "run", run)
    script.need_libraries(window=True)
    assert said[0] == ["apt-get", "update"]
    assert said[1][-4:] == [
        "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"
    ]  # fmt: skip


def load():
    """Return the script as a module of its own."""
    spec = importlib.util.spec_from_file_location("callboard_script", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
