"""callboard-cli: what programs and people at a terminal get, and its exit status."""

import json

import pytest

from studio import cli

INVOICE = {
    "number": "X-1",
    "issue_date": "2026-11-20",
    "currency": "GBP",
    "issuer": {"name": "Me & <b>You</b> Ltd", "address": "1 Road\nLondon", "country": "GB"},
    "client": {"name": "Ли Ελ 喆 😀", "address": "2 Way"},
    "lines": [
        {"title": "Day", "quantity": "2.5", "unit_price": "100.10", "tax_rate": "0.2"},
        {"title": "<img src=x>", "unit_price": "50", "tax_rate": "0.2"},
    ],
}
PROPOSAL = {
    "issue_date": "2026-11-20",
    "valid_until": "2026-12-20",
    "currency": "EUR",
    "issuer": {"name": "Studio"},
    "client": {"name": "Client"},
    "title": "Spring film",
    "options": [{"letter": "A", "title": "Film", "advised": True}, {"letter": "B"}],
    "lines": [{"title": "Film", "options": "AB", "unit_price": "1000"}],
    "instalments": [{"title": "All", "share": "1"}],
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Make the demo studio once, by the command itself."""
    place = tmp_path_factory.mktemp("cli") / "demo.callboard"
    assert cli.main(["demo", str(place)]) == 0
    return str(place)


def run(capsys, *arguments):
    """Run a command; return its status, what it said and what it complained of."""
    status = cli.main(list(arguments))
    said = capsys.readouterr()
    return status, said.out, said.err


def test_list_is_an_array_of_flat_objects(capsys, demo):
    status, out, _err = run(capsys, "list", "invoices", "--json", "--studio", demo)
    rows = json.loads(out)
    assert status == 0
    paid = next(row for row in rows if row["number"] == "PLUK-2026-0012")
    assert paid["state"] == "paid"
    assert paid["gross"] == {"amount": "14400.00", "currency": "GBP"}
    draft = next(row for row in rows if row["number"] is None)
    assert draft["ref"].startswith("invoice:")


def test_the_studio_is_named_before_the_command_or_behind_it(capsys, demo):
    before = run(capsys, "--studio", demo, "list", "clients", "--json")
    behind = run(capsys, "list", "clients", "--json", "--studio", demo)
    assert before == behind
    assert before[0] == 0
    assert run(capsys, "--studio", "nowhere.callboard", "list", "clients", "--studio", demo)[0] == 0


@pytest.mark.parametrize(
    "noun", ["clients", "briefs", "proposals", "projects", "talent", "deliverables", "invoices"]
)
def test_every_noun_is_listed_and_shown(capsys, demo, noun):
    status, out, _err = run(capsys, "list", noun, "--json", "--studio", demo)
    rows = json.loads(out)
    assert status == 0
    assert rows
    assert {"ref", "number", "state"} <= rows[0].keys()
    assert any(rows[0].get(name) for name in ("name", "title"))
    status, out, _err = run(capsys, "show", rows[0]["ref"], "--studio", demo)
    assert status == 0
    assert json.loads(out)


def test_export_writes_a_projects_plan_for_other_programs(capsys, demo, tmp_path):
    for suffix, begins in (("xml", b"<?xml"), ("csv", b"\xef\xbb\xbfid,name")):
        target = tmp_path / f"plan.{suffix}"
        status, _out, err = run(
            capsys, "export", "project", "P2", "--out", str(target), "--studio", demo
        )
        assert (status, err) == (0, "")
        assert target.read_bytes().startswith(begins)


def test_export_writes_the_kept_pdf_and_a_draft(capsys, demo, tmp_path):
    for noun, ref in (
        ("invoice", "PLUK-2026-0014"),
        ("proposal", "PL-P-2026-019"),
        ("proposal", "PL-P-2026-019/1"),
    ):
        out = tmp_path / "x.pdf"
        assert run(capsys, "export", noun, ref, "--out", str(out), "--studio", demo)[0] == 0
        assert out.read_bytes().startswith(b"%PDF-1.7")


def test_a_reference_to_nothing_is_refused_in_words(capsys, demo, tmp_path):
    out = str(tmp_path / "x.pdf")
    status, _out, err = run(capsys, "export", "invoice", "NO-1", "--out", out, "--studio", demo)
    assert (status, err) == (1, "There is no NO-1.\n")


def test_check_finds_a_healthy_studio_and_a_damaged_document(capsys, demo, tmp_path):
    assert run(capsys, "check", demo)[0] == 0


def test_backup_is_a_studio_that_passes_the_check(capsys, demo, tmp_path):
    copy = tmp_path / "copy.callboard"
    assert run(capsys, "backup", "--out", str(copy), "--studio", demo)[0] == 0
    assert run(capsys, "check", str(copy))[0] == 0


def test_import_adds_all_or_nothing(capsys, demo, tmp_path):
    good = tmp_path / "good.json"
    good.write_text(json.dumps([{"name": "Imported", "currency": "EUR"}]), encoding="utf-8")
    status, out, _err = run(capsys, "import", "clients", str(good), "--studio", demo)
    assert status == 0
    assert out.startswith("client:")
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps([{"name": "Fine", "currency": "EUR"}, {"name": "a\u0000"}]))
    status, _out, err = run(capsys, "import", "clients", str(bad), "--studio", demo)
    assert status == 1
    assert "Record 2" in err
    rows = json.loads(run(capsys, "list", "clients", "--json", "--studio", demo)[1])
    names = {row["name"] for row in rows}
    assert "Imported" in names
    assert "Fine" not in names


@pytest.mark.parametrize(("kind", "form"), [("invoice", INVOICE), ("proposal", PROPOSAL)])
def test_render_needs_no_studio(capsys, tmp_path, kind, form):
    file, out = tmp_path / "form.json", tmp_path / "x.pdf"
    file.write_text(json.dumps(form), encoding="utf-8")
    assert run(capsys, "render", kind, str(file), "--out", str(out))[0] == 0
    assert out.read_bytes().startswith(b"%PDF-1.7")


def test_render_names_each_wrong_field(capsys, tmp_path):
    file = tmp_path / "form.json"
    file.write_text(json.dumps({**INVOICE, "currency": "pounds", "lines": []}), encoding="utf-8")
    out = tmp_path / "x.pdf"
    status, _out, err = run(capsys, "render", "invoice", str(file), "--out", str(out))
    assert status == 1
    assert "currency" in err
    assert "lines" in err
    assert not out.exists()


def test_schema_describes_what_import_and_render_take(capsys):
    status, out, _err = run(capsys, "schema", "invoice")
    assert status == 0
    assert json.loads(out)["type"] == "object"


def test_wrong_usage_is_status_2():
    with pytest.raises(SystemExit) as caught:
        cli.main(["nonsense"])
    assert caught.value.code == 2


def test_what_is_no_studio_is_refused_and_untouched(capsys, tmp_path):
    place = tmp_path / "x.callboard"
    place.write_bytes(b"not a studio at all")
    status, _out, err = run(capsys, "list", "clients", "--studio", str(place))
    assert status == 1
    assert err
    assert place.read_bytes() == b"not a studio at all"


def test_match_is_an_ordered_list_whose_scores_add_up(capsys, demo):
    status, out, _err = run(capsys, "match", "B-010", "--json", "--studio", demo)
    rows = json.loads(out)
    assert status == 0
    assert [row["talent"] for row in rows if not row["excluded_by"]] == ["T09"]
    best = rows[0]
    assert all(list(row) == ["talent", "score", "parts", "excluded_by"] for row in rows)
    assert all(
        list(part) == ["name", "weight", "value", "reason"] for row in rows for part in row["parts"]
    )
    weights = sum(part["weight"] for part in best["parts"])
    points = sum(part["weight"] * (part["value"] or 0) for part in best["parts"])
    assert abs(best["score"] - points * 100 / weights) <= 0.05
    assert all(part["reason"] for part in best["parts"])
    away = {row["talent"]: row["excluded_by"] for row in rows if row["excluded_by"]}
    assert away["T12"] == ["roster", "tier"]
    assert "T15" not in away
    _status, again, _err = run(capsys, "match", "B-010", "--json", "--studio", demo)
    assert again == out


def test_match_keeps_theo_from_another_brand_of_headphones(capsys, demo):
    _status, out, _err = run(capsys, "match", "B-013", "--json", "--studio", demo)
    away = {row["talent"]: row["excluded_by"] for row in json.loads(out)}
    assert "exclusive" in away["T04"]
    status, _out, err = run(capsys, "match", "B-999", "--studio", demo)
    assert status == 1
    assert "B-999" in err
