"""callboard-cli list talent, import talent and import snapshots."""

import json
import shutil
from pathlib import Path

import pytest

from studio import cli
from studio.persistence.files import folder_of
from studio.services import incubation
from studio.services.workspace import Workspace


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make the demo studio once, by the command itself."""
    place = tmp_path_factory.mktemp("cli") / "demo.callboard"
    assert cli.main(["demo", str(place)]) == 0
    return place


@pytest.fixture
def demo(made, tmp_path):
    """Return a copy of the demo studio for one test: some of them change it."""
    place = tmp_path / "demo.callboard"
    shutil.copyfile(made, place)
    shutil.copytree(folder_of(made), folder_of(place))
    return str(place)


def run(capsys, *arguments):
    """Run a command; return its status, what it said and what it complained of."""
    status = cli.main(list(arguments))
    said = capsys.readouterr()
    return status, said.out, said.err


def listed(capsys, demo):
    _status, out, _err = run(capsys, "list", "talent", "--json", "--studio", demo)
    return {row["code"] or row["name"]: row for row in json.loads(out)}


def test_the_demo_roster_has_its_tiers(capsys, demo):
    rows = listed(capsys, demo)
    tiers = [rows[f"T{n:02}"]["tier"] for n in range(1, 15)]
    assert tiers == [
        "mega", "macro", "macro", "mid", "mid", "micro", "micro", "micro", "micro", "nano",
        "nano", "nano", "micro", "nano",
    ]  # fmt: skip
    assert rows["T04"]["followers"] == 782_000
    assert rows["T04"]["as_of"] == "2026-11-15"
    assert rows["T04"]["price"] == {"amount": "14000.00", "currency": "GBP"}
    assert rows["T15"]["tier"] == ""
    assert [code for code, row in rows.items() if row["finding"]] == ["T09"]
    assert rows["T04"]["exclusive"]


def test_a_table_comes_in_whole_or_by_its_good_rows(capsys, demo, tmp_path):
    file = tmp_path / "readings.csv"
    words = (
        "平台,账号,粉丝,日期\nYouTube,theomarsh,100.1万,2026-11-16\nYouTube,nobody,5,2026-11-16\n"
    )
    file.write_bytes(words.encode("gb18030"))
    status, _out, err = run(capsys, "import", "snapshots", str(file), "--studio", demo)
    assert status == 1
    assert "Row 3: No account nobody is on the roster." in err
    wanted = ("import", "snapshots", str(file), "--good-rows", "--studio", demo)
    status, out, err = run(capsys, *wanted)
    assert (status, out) == (0, "0 people, 1 readings; 0 known, 1 rows left out\n")
    assert "row 3, handle" in err
    assert listed(capsys, demo)["T04"]["tier"] == "macro"
    people = tmp_path / "people.csv"
    people.write_text("name,platform,handle,followers\nWen Shu,douyin,wenshu,1.8万\n")
    status, out, _err = run(capsys, "import", "talent", str(people), "--studio", demo)
    assert (status, out) == (0, "1 people, 1 readings; 0 known, 0 rows left out\n")
    assert listed(capsys, demo)["Wen Shu"]["tier"] == "nano"


def test_a_missing_table_is_refused(capsys, demo, tmp_path):
    gone = str(tmp_path / "gone.csv")
    status, _out, err = run(capsys, "import", "snapshots", gone, "--studio", demo)
    assert status == 1
    assert "There is no file gone.csv" in err


def test_a_scouting_list_stands_on_the_board(capsys, demo, tmp_path):
    people = tmp_path / "list.csv"
    people.write_bytes("名单,,\n名称,平台,账号\n文舒,抖音,wenshu\n".encode("utf-16"))
    status, out, _err = run(capsys, "import", "talent", str(people), "--scout", "--studio", demo)
    assert (status, out) == (0, "1 people, 0 readings; 0 known, 0 rows left out\n")
    workspace = Workspace(Path(demo))
    (scouted, *_others) = workspace.ask(incubation.board())
    workspace.close()
    assert [card.name for card in scouted.cards] == ["文舒"]


def test_ctrl_c_keeps_nothing(capsys, demo, tmp_path, monkeypatch):
    def interrupt(done, total):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_progress", lambda: interrupt)
    people = tmp_path / "list.csv"
    people.write_text("name\nWen Shu\n")
    status, out, err = run(capsys, "import", "talent", str(people), "--studio", demo)
    assert (status, out) == (130, "")
    assert "nothing was kept" in err
    assert "Wen Shu" not in listed(capsys, demo)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.csv", b"", "The file is empty."),
        ("report.csv", b"%PDF-1.7\n", "This is a PDF."),
        ("~$list.xlsx", b"\x0bLin", "only says that a table is open"),
        ("list.xlsx", b"PK\x03\x04broken", "The workbook is damaged or protected."),
    ],
)
def test_what_is_no_table_is_refused_in_words(capsys, demo, tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    status, _out, err = run(capsys, "import", "snapshots", str(tmp_path / name), "--studio", demo)
    assert status == 1
    assert said in err
