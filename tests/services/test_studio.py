"""The studio's own settings: first run, people, companies, taxes, accounts, images."""

from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from studio.errors import Conflict, Denied, Invalid, Missing
from studio.persistence.tables.studio import LegalEntity
from studio.services import numbers, studio
from studio.services.operation import Query
from tests import builders

TODAY = builders.TODAY

FIRST_RUN = {
    "name": "Paper Lantern",
    "name_zh": "纸灯笼",
    "language": "en",
    "currency": "GBP",
    "country": "GB",
    "legal_name": "Paper Lantern Studio Ltd",
    "tax_no": "GB 999 9999 73",
    "code": "PLUK",
    "invoice_pattern": "PLUK-{YYYY}-{SEQ:4}",
    "first_invoice": 9,
    "owner": "Lin Xiaoman",
    "owner_zh": "林小满",
}


def png(width=40, height=20):
    out = BytesIO()
    Image.new("RGB", (width, height), "#B83A22").save(out, "PNG")
    return out.getvalue()


def refused(workspace, command):
    with pytest.raises(Invalid) as caught:
        workspace.run(command)
    return set(caught.value.fields)


def the_company(workspace, **how):
    key = workspace.ask(studio.companies())[0].id
    return workspace.ask(studio.company(key, **how))


def profile(workspace):
    return workspace.ask(studio.profile())


def steps(workspace):
    return {step.code: step.done for step in workspace.ask(studio.checklist()).steps}


def test_an_empty_studio_has_a_face_that_says_so(empty_workspace):
    face = empty_workspace.ask(studio.face(None))
    assert (face.set_up, face.person_id, face.name) == (False, None, "")
    with pytest.raises(Missing):
        profile(empty_workspace)


def test_the_first_run_makes_studio_owner_company_and_numbers(empty_workspace):
    owner = empty_workspace.run(studio.set_up(FIRST_RUN)).value
    face = empty_workspace.ask(studio.face(None))
    assert (face.person_id, face.person_zh, face.roles) == (owner, "林小满", ("OWN",))
    assert (face.set_up, face.name_zh, face.demo) == (True, "纸灯笼", False)
    company = the_company(empty_workspace)
    assert (company.code, company.currency, company.vat_status) == ("PLUK", "GBP", "uk_reg")
    assert company.standard_rate().rate == Decimal("0.2")
    assert (
        empty_workspace.ask(numbers.preview("invoice", day=TODAY, entity_id=company.id))
        == "PLUK-2026-0009"
    )
    assert empty_workspace.undo() is None


def test_the_first_run_needs_little(empty_workspace):
    empty_workspace.run(studio.set_up({"name_zh": "纸灯笼", "owner_zh": "林小满", "country": "CN"}))
    company = the_company(empty_workspace)
    assert (company.legal_name_zh, company.code) == ("纸灯笼", "ZDL")
    assert company.invoice_pattern == "ZDL-{YYYY}-{SEQ:4}"
    assert company.vat_status == "cn_small"
    assert company.currency == "CNY"


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"name": "", "name_zh": ""}, {"name"}),
        ({"owner": "", "owner_zh": " "}, {"owner"}),
        ({"country": ""}, {"country"}),
        ({"first_invoice": 0}, {"first_invoice"}),
        ({"invoice_pattern": "INV"}, {"invoice_pattern"}),
        ({"name": "a\x00", "currency": "XXX"}, {"name", "currency"}),
        ({"tax_no": "GB 1"}, {"tax_no"}),
        ({"name": "", "name_zh": "", "owner": 5, "tax_no": "GB 1"}, {"name", "owner", "tax_no"}),
    ],
)
def test_a_first_run_with_faults_keeps_nothing(empty_workspace, change, fields):
    assert refused(empty_workspace, studio.set_up({**FIRST_RUN, **change})) == fields
    assert not empty_workspace.ask(studio.face(None)).set_up
    assert empty_workspace.ask(studio.companies()) == []


def test_a_studio_is_set_up_once(empty_workspace):
    empty_workspace.run(studio.set_up(FIRST_RUN))
    with pytest.raises(Conflict):
        empty_workspace.run(studio.set_up(FIRST_RUN))


def test_a_pattern_is_proposed_by_name():
    assert studio.proposed_pattern("Paper Lantern") == "PAP-{YYYY}-{SEQ:4}"
    assert studio.proposed_pattern("", "纸灯笼") == "ZDL-{YYYY}-{SEQ:4}"


def test_the_face_is_the_person_asked_for_while_they_work_here(workspace):
    second = workspace.run(studio.add_person({"name": "Zhou Yining", "roles": ["PRD"]})).value
    assert workspace.ask(studio.face(second)).person == "Zhou Yining"
    assert workspace.ask(studio.face(4711)).person == "Lin Xiaoman"
    workspace.run(studio.archive_person(second, version=1))
    assert workspace.ask(studio.face(second)).person == "Lin Xiaoman"


def test_settings_change_undo_redo(workspace):
    version = profile(workspace).version
    workspace.run(
        studio.change(version=version, values={"margin_floor": "35 %", "validity_days": 14})
    )
    assert (profile(workspace).margin_floor, profile(workspace).validity_days) == (
        Decimal("0.35"),
        14,
    )
    workspace.undo()
    assert profile(workspace).validity_days == 30
    workspace.redo()
    assert profile(workspace).validity_days == 14


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("accent", "red"),
        ("working_days", ""),
        ("validity_days", 0),
        ("margin_floor", "120"),
        ("proposal_pattern", "P-{NO}"),
        ("language", "fr"),
        ("terms", "x" * 5000),
        ("about", "a\u202eb"),
        ("pinned_today", "2026-01-01"),
    ],
)
def test_settings_that_cannot_be_kept(workspace, field, value):
    before = profile(workspace)
    values = {"name_zh": "", field: value} if field == "name" else {field: value}
    assert refused(workspace, studio.change(version=before.version, values=values)) == {field}
    assert profile(workspace) == before


def test_a_stale_change_of_settings_is_refused(workspace):
    workspace.run(studio.change(version=1, values={"tagline": "one"}))
    with pytest.raises(Conflict):
        workspace.run(studio.change(version=1, values={"tagline": "two"}))


def test_settings_are_for_owner_and_finance(workspace):
    workspace.roles = frozenset({"PRD"})
    with pytest.raises(Denied):
        workspace.run(studio.change(version=1, values={"tagline": "x"}))


def test_people_come_change_and_go(workspace):
    key = workspace.run(
        studio.add_person({"name": "Shen Lan", "roles": ["FIN"], "email": "shen@x.example"})
    ).value
    workspace.run(studio.change_person(key, version=1, values={"roles": ["LEG", "FIN"]}))
    people = workspace.ask(studio.people())
    assert [(person.name, person.roles) for person in people] == [
        ("Lin Xiaoman", ("OWN",)),
        ("Shen Lan", ("FIN", "LEG")),
    ]
    workspace.run(studio.archive_person(key, version=2))
    assert len(workspace.ask(studio.people())) == 1
    assert len(workspace.ask(studio.people(archived=True))) == 2
    workspace.undo()
    assert len(workspace.ask(studio.people())) == 2
    workspace.redo()
    version = workspace.ask(studio.people(archived=True))[1].version
    workspace.run(studio.restore_person(key, version=version))
    assert len(workspace.ask(studio.people())) == 2


def test_people_are_checked(workspace):
    assert refused(workspace, studio.add_person({"name": "X"})) == {"roles"}
    assert refused(workspace, studio.add_person({"roles": ["PRD"]})) == {"name"}
    assert refused(workspace, studio.add_person({"name": "X", "roles": ["KING"]})) == {"roles"}
    key = workspace.run(studio.add_person({"name": "X", "roles": ["PRD"]})).value
    with pytest.raises(Conflict):
        workspace.run(studio.change_person(key, version=5, values={"name": "Y"}))


def test_the_last_owner_stays_owner(workspace):
    (owner,) = workspace.ask(studio.people())
    assert refused(
        workspace, studio.change_person(owner.id, version=1, values={"roles": ["PRD"]})
    ) == {"roles"}
    assert refused(workspace, studio.archive_person(owner.id, version=1)) == {"archived"}
    workspace.run(studio.add_person({"name": "Theo", "roles": ["OWN"]}))
    workspace.run(studio.archive_person(owner.id, version=1))
    assert [person.name for person in workspace.ask(studio.people())] == ["Theo"]


def test_a_company_comes_with_the_taxes_of_its_country(workspace):
    key = workspace.run(
        studio.add_company({"code": "PLCN", "country": "CN", "legal_name_zh": "纸灯笼有限公司",
                            "tax_no": "91330106MA000P1L0K"})
    ).value  # fmt: skip
    company = workspace.ask(studio.company(key))
    assert (company.currency, company.language, company.vat_status) == ("CNY", "zh", "cn_general")
    assert company.credit_pattern == "PLCN-CN-{YYYY}-{SEQ:4}"
    assert company.standard_rate().rate == Decimal("0.06")
    workspace.undo()
    assert [row.code for row in workspace.ask(studio.companies())] == ["PLUK"]
    workspace.redo()
    assert workspace.ask(studio.company(key)).standard_rate().name_zh


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"code": "PLUK", "country": "GB", "legal_name": "X"}, {"code"}),
        ({"code": "", "country": "GB", "legal_name": "X"}, {"code"}),
        ({"code": "A", "country": "", "legal_name": "X"}, {"country"}),
        ({"code": "A", "country": "GB"}, {"legal_name"}),
        ({"code": "A", "country": "GB", "legal_name": "X", "tax_no": "GB 12"}, {"tax_no"}),
        ({"code": "A", "country": "GB", "legal_name": "X", "archived": True}, {"archived"}),
    ],
)
def test_companies_are_checked(workspace, values, fields):
    assert refused(workspace, studio.add_company(values)) == fields


def test_a_company_changes_undoes_and_conflicts(workspace):
    company = the_company(workspace)
    workspace.run(
        studio.change_company(company.id, version=company.version, values={"terms_days": 14})
    )
    with pytest.raises(Conflict):
        workspace.run(
            studio.change_company(company.id, version=company.version, values={"terms_days": 7})
        )
    assert the_company(workspace).terms_days == 14
    workspace.undo()
    assert the_company(workspace).terms_days == 30
    workspace.redo()
    assert the_company(workspace).terms_days == 14


def test_a_company_that_is_needed_is_not_archived(workspace):
    company = the_company(workspace)
    last = studio.archive_company(company.id, version=company.version)
    assert refused(workspace, last) == {"archived"}
    other = builders.make_entity(workspace, code="PLX")
    client = builders.make_client(workspace, company.id)
    dealing = studio.archive_company(company.id, version=company.version)
    assert refused(workspace, dealing) == {"archived"}
    builders.make_invoice(workspace, client, other)
    assert refused(workspace, studio.archive_company(other, version=1)) == {"archived"}
    third = builders.make_entity(workspace, code="PLY")
    version = workspace.run(studio.archive_company(third, version=1)).value
    assert len(workspace.ask(studio.companies())) == 2
    assert len(workspace.ask(studio.companies(archived=True))) == 3
    workspace.run(studio.restore_company(third, version=version))
    assert len(workspace.ask(studio.companies())) == 3


def test_tax_rates(workspace):
    company = the_company(workspace)
    values = {"name": "Reduced", "rate": "5", "treatment": "standard"}
    key = workspace.run(studio.add_rate(company.id, values)).value
    assert [rate.standard for rate in the_company(workspace).rates] == [True, False]
    workspace.run(studio.set_standard_rate(key, version=1))
    assert the_company(workspace).standard_rate().id == key
    assert refused(workspace, studio.archive_rate(key, version=2)) == {"archived"}
    workspace.undo()
    assert the_company(workspace).standard_rate().id != key
    version = the_company(workspace).rates[1].version
    workspace.run(studio.archive_rate(key, version=version))
    assert len(the_company(workspace).rates) == 1
    assert len(the_company(workspace, archived=True).rates) == 2
    version = the_company(workspace, archived=True).rates[1].version
    workspace.run(studio.restore_rate(key, version=version))
    assert len(the_company(workspace).rates) == 2


def test_tax_rates_are_checked(workspace):
    company = the_company(workspace)
    taxed_reverse = {"name": "RC", "rate": "20", "treatment": "reverse_charge"}
    assert refused(workspace, studio.add_rate(company.id, taxed_reverse)) == {"rate"}
    assert refused(workspace, studio.add_rate(company.id, {"rate": "5"})) == {"name"}
    assert refused(workspace, studio.add_rate(company.id, {"name": "X", "rate": "101"})) == {"rate"}
    rate = company.rates[0]
    with pytest.raises(Conflict):
        workspace.run(studio.change_rate(rate.id, version=9, values={"name": "X"}))
    workspace.run(studio.change_rate(rate.id, version=rate.version, values={"name_zh": "增值税"}))
    assert the_company(workspace).rates[0].name_zh == "增值税"


def test_accounts(workspace):
    company = the_company(workspace)
    key = workspace.run(
        studio.add_account(company.id, {"currency": "EUR", "iban": "GB19 DEMO 0000 0000 0000 01"})
    ).value
    found = the_company(workspace)
    assert found.account_for("EUR").iban == "GB19DEMO00000000000001"
    assert found.account_for("EUR").account_name == "Paper Lantern Studio Ltd"
    assert found.account_for("USD") is None
    assert [account.standard for account in found.accounts] == [True, True]
    second = workspace.run(
        studio.add_account(company.id, {"currency": "EUR", "account_no": "12345"})
    ).value
    assert the_company(workspace).account_for("EUR").id == key
    workspace.run(studio.set_standard_account(second, version=1))
    assert the_company(workspace).account_for("EUR").id == second
    workspace.run(studio.archive_account(second, version=2))
    assert the_company(workspace).account_for("EUR").id == key
    workspace.undo()
    assert the_company(workspace).account_for("EUR").id == second


def test_accounts_are_checked(workspace):
    company = the_company(workspace)
    assert refused(workspace, studio.add_account(company.id, {})) == {"iban", "account_no"}
    wrong = {"iban": "GB18DEMO00000000000001"}
    assert refused(workspace, studio.add_account(company.id, wrong)) == {"iban"}
    account = company.accounts[0]
    with pytest.raises(Conflict):
        workspace.run(studio.change_account(account.id, version=9, values={"bank": "X"}))
    nameless = studio.change_account(
        account.id, version=account.version, values={"account_name": ""}
    )
    assert refused(workspace, nameless) == {"account_name"}


def test_an_account_that_changes_currency_gives_way_to_the_standard_one(workspace):
    company = the_company(workspace)
    key = workspace.run(
        studio.add_account(company.id, {"currency": "EUR", "account_no": "1"})
    ).value
    version = workspace.run(studio.change_account(key, version=1, values={"currency": "GBP"})).value
    assert [account.standard for account in the_company(workspace).accounts] == [True, False]
    version = workspace.run(studio.archive_account(key, version=version)).value
    assert len(the_company(workspace).accounts) == 1
    workspace.run(studio.restore_account(key, version=version))
    assert len(the_company(workspace).accounts) == 2


def test_logo_and_stamp_are_kept_as_they_came(workspace):
    data = png()
    workspace.run(studio.set_logo(version=profile(workspace).version, data=data))
    assert workspace.ask(studio.image(profile(workspace).logo)) == data
    company = the_company(workspace)
    issuer = workspace.ask(Query(lambda session: studio.issuer(session, company.id)))
    assert issuer.logo == profile(workspace).logo
    version = workspace.run(
        studio.set_company_logo(company.id, version=company.version, data=png(60, 60))
    ).value
    version = workspace.run(studio.set_stamp(company.id, version=version, data=data)).value
    issuer = workspace.ask(Query(lambda session: studio.issuer(session, company.id)))
    assert issuer.logo == issuer.company.logo != profile(workspace).logo
    assert issuer.company.stamp == profile(workspace).logo
    version = workspace.run(studio.remove_stamp(company.id, version=version)).value
    workspace.run(studio.remove_company_logo(company.id, version=version))
    workspace.run(studio.remove_logo(version=profile(workspace).version))
    assert (the_company(workspace).stamp, profile(workspace).logo) == ("", "")
    workspace.undo()
    assert workspace.ask(studio.image(profile(workspace).logo)) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        png()[:60],
        png(4001, 2),
        b"\x89PNG\r\n\x1a\n" + b"x" * (5 * 1024 * 1024),
    ],
    ids=["empty", "text", "drawing", "cut", "wide", "large"],
)
def test_what_is_no_usable_image_is_refused(workspace, data):
    version = profile(workspace).version
    assert refused(workspace, studio.set_logo(version=version, data=data)) == {"image"}
    assert profile(workspace).logo == ""


def test_the_checklist_ticks_itself(workspace):
    assert steps(workspace) == {
        "company": True,
        "logo": False,
        "numbering": False,
        "taxes": True,
        "account": True,
        "client": False,
        "brief": False,
        "proposal": False,
        "invoice": False,
    }
    company = the_company(workspace)
    client = builders.make_client(workspace, company.id)
    builders.make_brief(workspace, client)
    workspace.run(numbers.set_first("invoice", first=5, day=TODAY, entity_id=company.id))
    workspace.run(studio.set_logo(version=profile(workspace).version, data=png()))
    ticked = {code for code, done in steps(workspace).items() if done}
    assert ticked >= {"client", "brief", "numbering", "logo"}
    assert workspace.ask(studio.checklist()).done == 7


def test_the_checklist_can_be_hidden(workspace):
    version = workspace.ask(studio.checklist()).version
    workspace.run(studio.hide_checklist(version=version))
    assert workspace.ask(studio.checklist()).hidden
    workspace.undo()
    assert not workspace.ask(studio.checklist()).hidden


def test_rule_sets_say_when_they_were_checked(workspace):
    sets = workspace.ask(studio.rule_sets())
    assert any(one.kind == "tax" for one in sets)
    assert all(one.source and one.name and one.name_zh for one in sets)
    assert not any(one.stale for one in sets if (TODAY - one.checked_on).days <= 180)


def test_health_says_where_the_data_is_and_what_keeps_it(workspace):
    health = workspace.ask(studio.health())
    assert health.shared == workspace.shared
    assert health.engine.startswith("PostgreSQL " if workspace.shared else "SQLite 3.")
    assert health.place.endswith(str(workspace.studio).rsplit("/", 1)[-1].split("?")[0])
    assert health.size > 0
    assert (health.files, health.files_size) == (0, 0)
    assert health.steps > 0
    assert health.changed_at.date() == TODAY


def test_what_is_gone_is_missing(workspace):
    with pytest.raises(Missing):
        workspace.ask(studio.company(4711))
    with pytest.raises(Missing):
        workspace.run(studio.archive_account(4711, version=1))
    assert workspace.ask(Query(lambda session: session.get(LegalEntity, 4711))) is None
