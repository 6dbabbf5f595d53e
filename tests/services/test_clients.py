"""Clients with contacts and brands: what can be done, what is refused, what lists show."""

from datetime import date, timedelta

import pytest

from studio.domain.money import Money
from studio.errors import Conflict, Denied, Invalid, Missing
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.studio import LegalEntity, Person
from studio.services import clients
from studio.services.clients import ClientFilter
from studio.services.operation import Query
from tests import builders

TODAY = builders.TODAY


@pytest.fixture
def entity(workspace):
    return workspace.ask(Query(lambda session: session.get(LegalEntity, 1).id))


def create(workspace, **values):
    return workspace.run(clients.create({"name": "Northwick Audio", **values})).value


def one(workspace, client):
    return workspace.ask(clients.one(client))


def names(workspace, **fields):
    ids = workspace.ask(clients.ids(ClientFilter(**fields)))
    rows = workspace.ask(clients.rows(ids))
    return [rows[key].name or rows[key].name_zh for key in ids]


def owe(workspace, client, entity, gross, *, number, due=TODAY + timedelta(days=9), **fields):
    return builders.add(
        workspace,
        Invoice(
            client_id=client,
            legal_entity_id=entity,
            gross=gross,
            number=number,
            due_on=due,
            **{"currency": "GBP", "state": "sent", **fields},
        ),
    )


def refused(workspace, command):
    with pytest.raises(Invalid) as caught:
        workspace.run(command)
    return caught.value.fields


def test_a_new_client_takes_its_terms_from_our_company(workspace, entity):
    client = one(workspace, create(workspace, country="GB"))
    assert (client.currency, client.legal_entity_id, client.company) == ("GBP", entity, "PLUK")
    assert (client.code, client.state, client.terms_days) == ("NOR", "active", 30)
    assert client.lead == "Lin Xiaoman"


def test_an_american_client_gets_letter_paper(workspace):
    assert one(workspace, create(workspace, country="US")).page_size == "Letter"
    assert one(workspace, create(workspace, name="B", country="GB")).page_size == "A4"


def test_the_company_of_the_clients_country_is_proposed(workspace):
    cn = builders.make_entity(workspace, code="PLCN", country="CN", currency="CNY", language="zh")
    client = one(workspace, create(workspace, name="", name_zh="云朵泉护肤", country="CN"))
    assert (client.legal_entity_id, client.currency, client.code) == (cn, "CNY", "YDQH")


def test_a_client_without_a_name_is_refused(workspace):
    assert "name" in refused(workspace, clients.create({"country": "GB"}))
    assert names(workspace) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 5000),
        ("name", "a\x00b"),
        ("name", "a\u202eb"),
        ("currency", "XXX"),
        ("country", "Atlantis"),
        ("terms_days", -1),
        ("terms_days", 10**18),
        ("next_on", date(9999, 1, 1)),
        ("tax_no", "GB 1"),
        ("invoice_email", "ada"),
        ("legal_entity_id", 4711),
        ("lead_id", 4711),
        ("code", "not a code"),
        ("version", 3),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(workspace, field, value):
    client = create(workspace, country="GB")
    before = one(workspace, client)
    assert list(refused(workspace, clients.change(client, version=1, values={field: value}))) == [
        field
    ]
    assert one(workspace, client) == before


def test_markup_is_kept_as_typed(workspace):
    client = create(workspace, name="<b>Acme</b> & <img src=x>")
    assert one(workspace, client).name == "<b>Acme</b> & <img src=x>"


def test_changing_is_one_step_that_can_be_undone_and_redone(workspace):
    client = create(workspace)
    version = workspace.run(
        clients.change(client, version=1, values={"name": "Northwick", "terms_days": 45})
    ).value
    assert str(workspace.history.undo_label()) == "Change client Northwick"
    assert one(workspace, client).version == version
    workspace.undo()
    assert (one(workspace, client).name, one(workspace, client).terms_days) == (
        "Northwick Audio",
        30,
    )
    workspace.redo()
    assert (one(workspace, client).name, one(workspace, client).terms_days) == ("Northwick", 45)


def test_a_stale_change_is_refused_with_both_values_known(workspace):
    client = create(workspace)
    workspace.run(clients.change(client, version=1, values={"note": "mine"}))
    with pytest.raises(Conflict) as caught:
        workspace.run(clients.change(client, version=1, values={"note": "yours"}))
    assert caught.value.theirs["note"] == "mine"
    assert one(workspace, client).note == "mine"


def test_two_clients_cannot_share_a_code(workspace):
    create(workspace)
    second = create(workspace)
    assert one(workspace, second).code == "NOR2"
    assert "code" in refused(workspace, clients.change(second, version=1, values={"code": "NOR"}))


def test_a_role_without_the_right_is_denied(workspace):
    workspace.roles = frozenset({"CRE"})
    with pytest.raises(Denied):
        create(workspace)


def test_on_hold_needs_a_reason_and_blocks_new_projects(workspace):
    client = create(workspace)
    move = clients.move(client, version=1, state="on_hold")
    assert "reason" in refused(workspace, move)
    workspace.run(clients.move(client, version=1, state="on_hold", reason="Overdue 32 days"))
    assert (one(workspace, client).state, one(workspace, client).hold_reason) == (
        "on_hold",
        "Overdue 32 days",
    )
    with pytest.raises(Invalid):
        workspace.ask(Query(lambda session: clients.refuse_new(session, client, "project")))
    workspace.ask(Query(lambda session: clients.refuse_new(session, client, "brief")))
    workspace.undo()
    assert one(workspace, client).state == "active"
    workspace.redo()
    assert one(workspace, client).hold_reason == "Overdue 32 days"


def test_only_owner_and_finance_put_on_hold(workspace):
    client = create(workspace)
    workspace.roles = frozenset({"PRD"})
    with pytest.raises(Denied):
        workspace.run(clients.move(client, version=1, state="on_hold", reason="x"))


def test_a_step_that_is_not_in_the_table_is_refused(workspace):
    client = create(workspace)
    workspace.run(clients.move(client, version=1, state="inactive"))
    assert "state" in refused(
        workspace, clients.move(client, version=2, state="on_hold", reason="x")
    )


def test_a_client_with_open_business_stays_active(workspace, entity):
    client = create(workspace)
    builders.make_project(workspace, client, entity)
    assert "PR-001" in str(
        refused(workspace, clients.move(client, version=1, state="inactive"))["state"]
    )
    other = create(workspace, name="Other")
    owe(workspace, other, entity, 100, number="X-1")
    assert "state" in refused(workspace, clients.move(other, version=1, state="inactive"))


def test_a_blacklisted_client_gets_no_briefs(workspace):
    client = create(workspace)
    workspace.run(clients.move(client, version=1, state="blacklisted", reason="Never paid"))
    with pytest.raises(Invalid) as caught:
        workspace.ask(Query(lambda session: clients.refuse_new(session, client, "brief")))
    assert "Never paid" in str(caught.value)


def test_archive_and_restore(workspace):
    client = create(workspace)
    workspace.run(clients.archive(client, version=1))
    assert names(workspace) == []
    assert names(workspace, archived=True) == ["Northwick Audio"]
    workspace.undo()
    assert names(workspace) == ["Northwick Audio"]
    workspace.redo()
    version = one(workspace, client).version
    workspace.run(clients.restore(client, version=version))
    assert names(workspace) == ["Northwick Audio"]


def test_several_are_archived_in_one_step(workspace):
    ids = [create(workspace, name=name) for name in ("A", "B", "C")]
    assert workspace.run(clients.archive_many(ids[:2])).value == 2
    assert names(workspace) == ["C"]
    assert str(workspace.history.undo_label()) == "Archive 2 clients"
    workspace.undo()
    assert names(workspace) == ["A", "B", "C"]
    with pytest.raises(Missing):
        workspace.run(clients.archive_many([ids[0], 4711]))
    assert names(workspace) == ["A", "B", "C"]


def test_a_client_can_come_with_a_contact(workspace):
    client = workspace.run(
        clients.create({"name": "Acme"}, contact={"name": "Ada", "email": "ada@acme.example"})
    ).value
    assert one(workspace, client).standard_contact().email == "ada@acme.example"
    assert "email" in refused(
        workspace, clients.create({"name": "Zed"}, contact={"name": "Ada", "email": "ada"})
    )
    assert names(workspace) == ["Acme"]
    workspace.undo()
    assert names(workspace) == []


def test_what_is_gone_is_missing(workspace):
    with pytest.raises(Missing):
        one(workspace, 4711)
    with pytest.raises(Missing):
        workspace.run(clients.change(4711, version=1, values={"note": "x"}))


def test_the_first_contact_is_whom_documents_go_to(workspace):
    client = create(workspace)
    ada = workspace.run(clients.add_contact(client, {"name": "Ada", "role": "decision"})).value
    finance = workspace.run(clients.add_contact(client, {"name": "Ben", "role": "finance"})).value
    assert one(workspace, client).standard_contact().name == "Ada"
    workspace.run(clients.change_contact(finance, version=1, values={"standard": True}))
    found = one(workspace, client)
    assert [(contact.name, contact.standard) for contact in found.contacts] == [
        ("Ben", True),
        ("Ada", False),
    ]
    workspace.undo()
    assert one(workspace, client).standard_contact().id == ada


def test_a_contact_is_checked_like_everything_else(workspace):
    client = create(workspace)
    assert set(refused(workspace, clients.add_contact(client, {"name": "", "email": "x"}))) == {
        "email"
    }
    assert "name" in refused(workspace, clients.add_contact(client, {"name": ""}))
    contact = workspace.run(clients.add_contact(client, {"name": "Ada"})).value
    with pytest.raises(Conflict):
        workspace.run(clients.change_contact(contact, version=9, values={"name": "B"}))
    assert "role" in refused(
        workspace, clients.change_contact(contact, version=1, values={"role": "king"})
    )


def test_removing_the_standard_contact_names_another(workspace):
    client = create(workspace)
    ada = workspace.run(clients.add_contact(client, {"name": "Ada"})).value
    workspace.run(clients.add_contact(client, {"name": "Ben"}))
    workspace.run(clients.remove_contact(ada, version=1))
    assert [contact.name for contact in one(workspace, client).contacts] == ["Ben"]
    assert one(workspace, client).standard_contact().name == "Ben"
    workspace.undo()
    assert one(workspace, client).standard_contact().name == "Ada"
    workspace.redo()
    assert len(one(workspace, client).contacts) == 1


def test_a_contact_that_a_brief_names_is_kept_archived(workspace):
    client = create(workspace)
    ada = workspace.run(clients.add_contact(client, {"name": "Ada"})).value
    builders.make_brief(workspace, client, contact_id=ada)
    workspace.run(clients.remove_contact(ada, version=1))
    (kept,) = one(workspace, client).contacts
    assert kept.archived
    assert one(workspace, client).standard_contact() is None
    workspace.run(clients.restore_contact(ada, version=kept.version))
    assert not one(workspace, client).contacts[0].archived


def test_brands(workspace):
    client = create(workspace)
    brand = workspace.run(clients.add_brand(client, {"name": "Quiet", "category": "audio"})).value
    workspace.run(clients.change_brand(brand, version=1, values={"name_zh": "静"}))
    assert [(brand.name, brand.name_zh) for brand in one(workspace, client).brands] == [
        ("Quiet", "静")
    ]
    assert "name" in refused(workspace, clients.add_brand(client, {"category": "audio"}))
    with pytest.raises(Conflict):
        workspace.run(clients.change_brand(brand, version=1, values={"name": "Loud"}))
    workspace.run(clients.remove_brand(brand, version=2))
    assert one(workspace, client).brands == ()
    workspace.undo()
    assert len(one(workspace, client).brands) == 1


def test_a_brand_that_a_brief_names_is_kept_archived(workspace):
    client = create(workspace)
    brand = workspace.run(clients.add_brand(client, {"name": "Quiet"})).value
    builders.make_brief(workspace, client, brand_id=brand)
    workspace.run(clients.remove_brand(brand, version=1))
    (kept,) = one(workspace, client).brands
    assert kept.archived
    workspace.run(clients.restore_brand(brand, version=kept.version))
    assert not one(workspace, client).brands[0].archived


def test_the_list_is_filtered_by_text_in_names_codes_contacts_and_brands(workspace):
    northwick = create(workspace)
    create(workspace, name="Halden Outdoor", legal_name="Halden Outdoor GmbH")
    create(workspace, name="Émile & Fils", name_zh="埃米尔")
    workspace.run(clients.add_contact(northwick, {"name": "Imogen Frost"}))
    workspace.run(clients.add_brand(northwick, {"name": "Quiet"}))
    assert names(workspace, text="northw") == ["Northwick Audio"]
    assert names(workspace, text="imogen") == ["Northwick Audio"]
    assert names(workspace, text="QUIET") == ["Northwick Audio"]
    assert names(workspace, text="gmbh halden") == ["Halden Outdoor"]
    assert names(workspace, text="émile") == ["Émile & Fils"]
    assert names(workspace, text="埃米") == ["Émile & Fils"]
    assert names(workspace, text="%") == []
    assert names(workspace, text="_") == []


def test_the_list_is_sorted_in_the_database(workspace, entity):
    b = create(workspace, name="beta", country="FR", terms_days=60)
    a = create(workspace, name="Alpha", country="GB", name_zh="乙")
    c = create(workspace, name="Gamma", country="CN", name_zh="甲", next_on=TODAY)
    workspace.run(clients.move(b, version=1, state="on_hold", reason="x"))
    owe(workspace, a, entity, 500, number="X-1")
    assert names(workspace) == ["Alpha", "beta", "Gamma"]
    assert names(workspace, descending=True) == ["Gamma", "beta", "Alpha"]
    assert names(workspace, sort="country") == ["Gamma", "beta", "Alpha"]
    assert names(workspace, sort="terms")[-1] == "beta"
    assert names(workspace, sort="state")[-1] == "beta"
    assert names(workspace, sort="next")[0] == "Gamma"
    assert names(workspace, sort="open")[-1] == "Alpha"
    assert workspace.ask(clients.ids(ClientFilter(language="zh")))[-2:] == [c, a]  # jia, yi
    assert names(workspace, sort="lead") == ["Alpha", "beta", "Gamma"]


def test_the_list_is_filtered_by_state_lead_and_debt(workspace, entity):
    a = create(workspace, name="A")
    b = create(workspace, name="B", lead_id=None)
    workspace.run(clients.move(a, version=1, state="on_hold", reason="x"))
    owe(workspace, b, entity, 500, number="X-1", due=TODAY - timedelta(days=3))
    lead = workspace.ask(Query(lambda session: session.get(Person, workspace.person_id).id))
    assert names(workspace, states=("on_hold",)) == ["A"]
    assert names(workspace, lead_id=lead) == ["A"]
    assert names(workspace, owing=True) == ["B"]
    assert workspace.ask(
        clients.hidden_by(ClientFilter(text="zzz", states=("on_hold",), owing=True))
    ) == {"text": 0, "states": 1, "owing": 1}


def test_open_money_is_one_entry_for_each_currency(workspace, entity):
    client = create(workspace)
    late = TODAY - timedelta(days=32)
    owe(workspace, client, entity, 1_800_000, number="X-1", currency="EUR", due=late)
    owe(workspace, client, entity, 1_280_000, number="X-2", currency="EUR")
    owe(workspace, client, entity, 500, number="X-3", paid=200, credited=100)
    owe(workspace, client, entity, 900, number="X-4", state="void")
    owe(workspace, client, entity, 900, number="X-5", paid=900, state="paid")
    owe(workspace, client, entity, 900, number=None, state="draft")
    owe(workspace, client, entity, 900, number="C-1", type="credit_note")
    (euros, pounds) = one(workspace, client).open
    assert (euros.amount, euros.overdue) == (Money(3_080_000, "EUR"), Money(1_800_000, "EUR"))
    assert (euros.invoices, euros.days_late) == (2, 32)
    assert (pounds.amount, pounds.overdue) == (Money(200, "GBP"), Money(0, "GBP"))
    (row,) = workspace.ask(clients.rows([client])).values()
    assert row.open == (euros, pounds)
    assert workspace.ask(clients.totals(ClientFilter())) == (euros, pounds)
    assert workspace.ask(clients.totals(ClientFilter(text="nobody"))) == ()


def test_counts(workspace):
    a = create(workspace, name="A")
    create(workspace, name="B")
    gone = create(workspace, name="C")
    workspace.run(clients.move(a, version=1, state="on_hold", reason="x"))
    workspace.run(clients.archive(gone, version=1))
    assert workspace.ask(clients.counts()) == {"on_hold": 1, "active": 1, "archived": 1}


def test_duplicates_are_hinted_with_their_reason(workspace):
    first = create(workspace, legal_name="Northwick Audio Ltd", website="northwick.example")
    workspace.run(clients.add_contact(first, {"name": "Ada", "email": "ada@mail.example"}))
    hint = workspace.ask(clients.duplicates(name="NORTHWICK AUDIO LTD"))
    assert [(one.id, str(one.why)) for one in hint] == [(first, "same name")]
    assert workspace.ask(clients.duplicates(name="X", addresses=["bob@mail.example"]))
    assert workspace.ask(clients.duplicates(name="X")) == []
    assert workspace.ask(clients.duplicates(name="Northwick Audio", client_id=first)) == []


def test_links_count_and_list_what_was_made(workspace, entity):
    client = create(workspace)
    assert not workspace.ask(clients.links(client)).used
    builders.make_brief(workspace, client)
    builders.make_proposal(workspace, client, entity)
    builders.make_project(workspace, client, entity)
    builders.make_invoice(workspace, client, entity)
    links = workspace.ask(clients.links(client))
    assert links.counts == {"brief": 1, "proposal": 1, "project": 1, "invoice": 1}
    assert {(linked.noun, linked.number, linked.state) for linked in links.newest} == {
        ("brief", "B-001", "draft"),
        ("proposal", "", "draft"),
        ("project", "PR-001", "planned"),
        ("invoice", "", "draft"),
    }
    assert links.used


def test_picks_offer_clients_in_use(workspace):
    create(workspace, industry="audio")
    gone = create(workspace, name="Gone", industry="drinks")
    workspace.run(clients.archive(gone, version=1))
    assert [pick.name for pick in workspace.ask(clients.picks())] == ["Northwick Audio"]
    assert workspace.ask(clients.picks("nobody")) == []
    assert workspace.ask(clients.industries()) == ["audio", "drinks"]


def test_the_list_asks_few_questions_however_long_it_is(workspace):
    ids = [create(workspace, name=f"Client {no}") for no in range(30)]
    assert len(workspace.ask(clients.rows(ids))) == 30
    assert workspace.ask(clients.rows([])) == {}
