"""A list saved as a file for spreadsheets."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from studio.domain.money import Money
from studio.services import clients
from tests.drivers.clients import ClientsDriver
from ui.clients.page import ClientsPage
from ui.models import sheet
from ui.models.columns import Column, NameCell


@pytest.fixture
def driver(qtbot, app_context, file_workspace):
    for number in range(7):
        file_workspace.run(clients.create({"name": f"Client {number}", "name_zh": "北岸"}))
    file_workspace.run(clients.create({"name": "=SUM(A1:A9)"}))
    page = ClientsPage(app_context)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    return ClientsDriver(page, qtbot)


def read(path):
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_every_listed_row_is_written_in_the_shown_columns(driver, tmp_path, monkeypatch):
    monkeypatch.setattr(sheet, "CHUNK", 3)
    said = []
    driver.page.export.said.connect(lambda words, _undo: said.append(words))
    driver.page.export.save_to(str(tmp_path / "clients.csv"))
    head, *rows = read(tmp_path / "clients.csv")
    assert head[0] == "Client"
    names = [row[0] for row in rows]
    assert names == [*(f"Client {number}" for number in range(7)), "'=SUM(A1:A9)"]
    assert all(len(row) == len(head) for row in rows)
    assert said == ["8 rows saved: clients.csv"]


def test_only_what_the_filter_lets_through_is_written(driver, tmp_path):
    driver.search("sum(")
    driver.page.export.save_to(str(tmp_path / "one.csv"))
    assert [row[0] for row in read(tmp_path / "one.csv")[1:]] == ["'=SUM(A1:A9)"]


def test_a_folder_that_is_gone_is_said_and_nothing_else_happens(driver, tmp_path):
    said = []
    driver.page.export.said.connect(lambda words, _undo: said.append(words))
    driver.page.export.save_to(str(tmp_path / "gone" / "clients.csv"))
    assert said == ["“clients.csv” cannot be written: its folder is gone."]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("money", Money(1234500, "GBP"), ("12345.00", "GBP")),
        ("money", Money(500, "JPY"), ("500", "JPY")),
        ("amount", None, ("", "")),
        ("percent", Decimal("0.4"), ("0.4",)),
        ("number", 12000, ("12000",)),
        ("date", date(2026, 11, 16), ("2026-11-16",)),
        ("text", "-5 days", ("'-5 days",)),
        ("name", NameCell("Halden", "海登"), ("Halden / 海登",)),
        ("badge", ("XHS", "DY"), ("XHS, DY",)),
        ("text", None, ("",)),
    ],
)
def test_a_cell_is_what_a_spreadsheet_reads(kind, value, expected):
    assert sheet.cells(Column("x", "X", kind, str), value) == expected


def test_a_moment_is_written_in_local_time():
    at = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
    said = sheet.cells(Column("x", "X", "moment", str), at)
    assert said == (f"{at.astimezone():%Y-%m-%d %H:%M}",)
