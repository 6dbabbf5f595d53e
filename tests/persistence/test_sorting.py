"""The order of names: alike on both databases, in both languages, true after every step."""

import pytest
from sqlalchemy import select
from sqlmodel import Session

from studio.persistence.sorting import NAMES
from studio.services import briefs, clients, projects
from tests import builders

NAMED = (
    ("Zephyr", "安宁"),
    ("émile", ""),
    ("Anna Bell", "诺斯威克"),
    ("", "重庆火锅"),
    ("Bea", "昂立"),
    ("", "安康"),
    ("Чайка", "长城"),
)


@pytest.fixture
def named(workspace):
    """Clients with names in one language or two."""
    for name, name_zh in NAMED:
        workspace.run(clients.create({"name": name or name_zh, "name_zh": name_zh}))
    return workspace


def listed(workspace, language, **wanted):
    keys = workspace.ask(clients.ids(clients.ClientFilter(language=language, **wanted)))
    rows = workspace.ask(clients.rows(keys))
    zh = language == "zh"
    return [(rows[key].name_zh or rows[key].name) if zh else rows[key].name for key in keys]


def test_chinese_stands_by_its_sound_among_latin_names(named):
    assert listed(named, "en", sort="name") == [
        "安康", "Anna Bell", "Bea", "重庆火锅", "émile", "Zephyr", "Чайка",
    ]  # fmt: skip
    assert listed(named, "zh", sort="name") == [
        "安康", "安宁", "昂立", "长城", "重庆火锅", "émile", "诺斯威克",
    ]  # fmt: skip
    assert listed(named, "zh", sort="name", descending=True)[0] == "诺斯威克"


def test_a_new_name_moves_the_record_and_undo_moves_it_back(named):
    (key,) = named.ask(clients.ids(clients.ClientFilter(text="Zephyr")))
    version = named.ask(clients.one(key)).version
    named.run(clients.change(key, version=version, values={"name_zh": "做客"}))
    assert listed(named, "zh", sort="name")[-1] == "做客"
    named.undo()
    assert listed(named, "zh", sort="name")[1] == "安宁"


def test_lists_that_name_others_sort_by_them_too(workspace):
    for name, name_zh in (("Aa", "诺"), ("Bb", "安")):
        client = builders.make_client(workspace, 1, name=name, name_zh=name_zh)
        builders.make_brief(workspace, client, title=f"For {name}")
        builders.make_project(workspace, client, 1, name=f"For {name}")
    for noun, filter in ((briefs, briefs.BriefFilter), (projects, projects.ProjectFilter)):
        first, second = workspace.ask(noun.ids(filter(sort="client")))
        assert workspace.ask(noun.ids(filter(sort="client", language="zh"))) == [second, first]


def test_what_is_taken_back_leaves_no_name_behind(workspace):
    workspace.run(clients.create({"name": "Gone"}))
    workspace.undo()
    with Session(workspace._reader) as session:
        kept = session.execute(select(NAMES.c.noun).where(NAMES.c.noun == "client"))
        assert list(kept) == []
