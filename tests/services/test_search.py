"""Search: what is found, in which order, always true to the last change, never an error."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from studio.persistence.tables.briefs import BriefMessage
from studio.persistence.tables.clients import Client
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.talent import Talent
from studio.services import search
from studio.services.operation import command, load
from studio.services.search import Hit
from tests import builders


@command("Change")
def change(session: Session, table: type, key: int, **values: object) -> None:
    row = load(session, table, key)
    for name, value in values.items():
        setattr(row, name, value)


@pytest.fixture
def studio(workspace):
    """Build one record of each noun and return the workspace with their ids."""
    entity = builders.make_entity(workspace, code="PLCN")
    ids = {}
    ids["client"] = client = builders.make_client(
        workspace, entity, name="Northwick Audio", name_zh="诺斯威克音频", code="NWA"
    )
    ids["contact"] = builders.make_contact(workspace, client, name="Ada North", name_zh="林小满")
    ids["brief"] = builders.make_brief(
        workspace, client, number="B-007", title="Headphone launch", title_zh="耳机新品首发"
    )
    builders.add(
        workspace,
        BriefMessage(brief_id=ids["brief"], body="我们想在小红书种草，预算 6 万 <b>&</b>"),
    )
    ids["proposal"] = builders.make_proposal(
        workspace, client, entity, title="Sound of Silence", title_zh="静听"
    )
    ids["project"] = project = builders.make_project(
        workspace, client, entity, number="PR-004", name="Headphone review", name_zh="耳机测评"
    )
    ids["deliverable"] = builders.make_deliverable(
        workspace, project, number="D-012", title="Teaser reel", title_zh="预告短片"
    )
    ids["invoice"] = builders.make_invoice(
        workspace, client, entity, title="Deposit", gross=1_440_000
    )
    ids["talent"] = builders.add(
        workspace, Talent(code="T-04", name="Qiao Yi", name_zh="乔一", kind="creator")
    )
    return workspace, ids


def _found(workspace, text, *nouns):
    return [(hit.noun, hit.id) for hit in workspace.ask(search.find(text, nouns))]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("northw", "client"),
        ("NORTHWICK", "client"),
        ("诺斯", "client"),
        ("斯威", "client"),
        ("威克音频", "client"),
        ("频", "client"),
        ("nswk", "client"),
        ("nuosi", "client"),
        ("NWA", "client"),
        ("ada", "contact"),
        ("林小", "contact"),
        ("小满", "contact"),
        ("lxm", "contact"),
        ("xiaoman", "contact"),
        ("B-007", "brief"),
        ("b007", "brief"),
        ("B-7", "brief"),
        ("007", "brief"),
        ("小红书", "brief"),
        ("种草", "brief"),
        ("silence", "proposal"),
        ("静听", "proposal"),
        ("PR-004", "project"),
        ("测评", "project"),
        ("teaser re", "deliverable"),
        ("短片", "deliverable"),
        ("14400", "invoice"),
        ("14,400", "invoice"),
        ("qiao", "talent"),
        ("乔", "talent"),
        ("qiaoyi", "talent"),
    ],
)
def test_each_noun_is_found_by_what_a_person_would_type(studio, text, noun):
    workspace, ids = studio
    assert (noun, ids[noun]) in _found(workspace, text)
    assert _found(workspace, text, noun) == [(noun, ids[noun])]


@pytest.mark.parametrize(
    "text", ["", "   ", "xyzzy", "红小", "headphone xyzzy", "'", '"', "%", "*"]
)
def test_what_is_not_there_is_not_found(studio, text):
    assert _found(studio[0], text) == []


def test_a_hit_shows_what_it_is_and_where_it_leads(studio):
    workspace, ids = studio
    (brief,) = workspace.ask(search.find("B-007"))
    assert brief == Hit(
        "brief", ids["brief"], "B-007", "Headphone launch", "耳机新品首发", "Northwick Audio",
        "诺斯威克音频", "draft", False, ("brief", ids["brief"]),
    )  # fmt: skip
    (contact,) = workspace.ask(search.find("ada north"))
    assert contact.target == ("client", ids["client"])
    assert contact.fact == "Northwick Audio"
    (proposal,) = workspace.ask(search.find("silence"))
    assert (proposal.state, proposal.number) == ("draft", "")
    (piece,) = workspace.ask(search.find("teaser"))
    assert (piece.fact, piece.fact_zh) == ("Headphone review", "耳机测评")


def test_a_clients_new_name_is_at_once_under_its_briefs(studio):
    workspace, ids = studio
    workspace.run(change(Client, ids["client"], name="Southwick", legal_name=""))
    (brief,) = workspace.ask(search.find("B-007"))
    assert brief.fact == "Southwick"
    assert _found(workspace, "northwick", "client") == []
    assert _found(workspace, "southwick") == [("client", ids["client"])]


def test_the_index_follows_undo_and_redo(studio):
    workspace, ids = studio
    workspace.run(change(Client, ids["client"], name="Southwick", legal_name=""))
    workspace.undo()
    assert _found(workspace, "southwick") == []
    assert ("client", ids["client"]) in _found(workspace, "northwick")
    workspace.redo()
    assert _found(workspace, "southwick") == [("client", ids["client"])]


def test_a_refused_command_leaves_the_index_as_it_was(studio):
    workspace, ids = studio

    @command("Fail")
    def fail(session: Session) -> None:
        load(session, Client, ids["client"]).name = "Southwick"
        session.flush()
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        workspace.run(fail())
    assert _found(workspace, "southwick") == []


def test_an_exact_number_comes_first_then_what_changed_last(studio):
    workspace, ids = studio
    other = builders.make_deliverable(
        workspace, ids["project"], number="D-013", title="Behind D-012", title_zh=""
    )
    assert _found(workspace, "D-012") == [
        ("deliverable", ids["deliverable"]),
        ("deliverable", other),
    ]
    assert _found(workspace, "headphone", "brief", "project")[0] == ("project", ids["project"])
    workspace.run(change(Deliverable, ids["deliverable"], note="behind"))
    assert _found(workspace, "behind")[0] == ("deliverable", ids["deliverable"])


def test_archived_records_are_found_and_marked(studio):
    workspace, ids = studio
    workspace.run(change(Client, ids["client"], archived=True))
    assert [hit.archived for hit in workspace.ask(search.find("NWA"))] == [True]


def test_the_limit_holds(studio):
    workspace, _ids = studio
    for number in range(12):
        builders.make_client(workspace, name=f"Echo {number}")
    assert len(workspace.ask(search.find("echo", limit=5))) == 5


def test_an_index_built_anew_finds_the_same(studio):
    workspace, ids = studio
    questions = ["northw", "小红", "14400", "silence", "lxm"]
    before = [set(_found(workspace, text)) for text in questions]
    workspace.run(change(Client, ids["client"], note="x"))
    count = workspace.run(search.rebuild()).value
    assert count == len(ids)
    assert [set(_found(workspace, text)) for text in questions] == before
    workspace.run(change(Client, ids["client"], note="y"))
    assert [set(_found(workspace, text)) for text in questions] == before


COLUMNS = {
    "client": ("name", "name_zh", "note"),
    "talent": ("name", "name_zh", "note"),
}


@given(words=st.lists(st.text(alphabet="海报小红书种草合作视频，。 a1", max_size=12), max_size=6))
@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_two_characters_find_everything_like_finds(workspace, words):
    for word in words:
        builders.make_client(workspace, name=f"x{word}", note=word[::-1])
        builders.add(workspace, Talent(name=word, note=word * 2))
    pairs = {
        text[at : at + 2]
        for word in words
        for text in (word, word[::-1], word * 2)
        for at in range(len(text) - 1)
        if all(ord(char) > 0x3000 and char.isalnum() for char in text[at : at + 2])
    }
    for pair in pairs | {"海报", "红书"}:
        for noun, columns in COLUMNS.items():
            found = {key for _noun, key in _found(workspace, pair, noun)}
            assert found == set(_like(workspace, noun, columns, pair)), pair


def _like(workspace, noun, columns, pair):
    where = " OR ".join(f"{column} LIKE '%{pair}%'" for column in columns)
    with Session(workspace._reader) as session:
        statement = f"SELECT id FROM {noun} WHERE {where}".replace("%", "%%")
        if not workspace.shared:
            statement = statement.replace("%%", "%")
        return session.connection().exec_driver_sql(statement).scalars().all()


@given(text=st.text(max_size=60))
@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_no_typed_text_can_raise(workspace, text):
    workspace.ask(search.find(text))


@pytest.mark.parametrize(
    "text",
    [
        'name:"x', "NEAR(a b)", "a AND", "OR", "NOT x", "* *", "{a b}: c", "-x", "^x", "'", '"',
        "a'b", "\\", "a:*", "!(", "<->", "a & b | !c", "x" * 5000, "\ud800", "a\x00b", "𠀀𠀁", "👍",
    ],
)  # fmt: skip
def test_no_sign_of_the_query_languages_gets_through(workspace, text):
    workspace.ask(search.find(text))


def test_rare_characters_are_found(workspace):
    key = builders.make_client(workspace, name="𠮷野家", name_zh="㐂代 々")
    for text in ("𠮷野", "𠮷", "㐂代", "々"):
        assert _found(workspace, text) == [("client", key)], text


def test_the_index_is_whole_after_many_changes(file_workspace):
    for number in range(30):
        key = builders.make_client(file_workspace, name=f"Echo 海报 {number}")
        file_workspace.run(change(Client, key, name=f"Delta 种草 {number}"))
        if number % 3 == 0:
            file_workspace.undo()
    with file_workspace._writer.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO search_index(search_index) VALUES('integrity-check')"
        )
    assert Path(file_workspace.studio).exists()
    assert len(_found(file_workspace, "海报")) == 10
