"""The demo's roster stands as in the story: tiers, a price each, spikes, an exclusivity."""

from collections import Counter
from datetime import date
from decimal import Decimal

from studio.domain.money import Money
from studio.services import partnerships, talent
from studio.services.bookings import exclusivity
from studio.services.talent import TalentFilter


def everybody(workspace):
    ids = workspace.ask(talent.ids(TalentFilter()))
    return {row.name: row for row in workspace.ask(talent.rows(ids)).values()}


def hint(workspace, row, code):
    """Return how a person's first account fares in one hint, and what is said."""
    account = workspace.ask(talent.one(row.id)).accounts[0]
    found = next(one for one in account.quality.hints if one.code == code)
    return found.state, str(found.reason)


def test_tiers_are_those_of_the_story(demo_workspace):
    found = everybody(demo_workspace)
    assert len(found) == 20
    tiers = Counter(row.tier for row in found.values())
    assert tiers == {"mega": 1, "macro": 2, "mid": 2, "micro": 5, "nano": 4, "": 6}
    assert (found["Shen Yifan"].followers, found["Shen Yifan"].tier) == (52_300, "micro")
    assert found["Alan's Kitchen"].as_of == date(2026, 11, 15)


def test_one_spike_is_explained_and_one_is_open(demo_workspace):
    """Yuzu's viral dog clip of 4 November, +14 %, is waived; Shen Yifan's is asked about."""
    found = everybody(demo_workspace)
    state, said = hint(demo_workspace, found["Yuzu Dog Diary"], "F3")
    assert state == "clear"
    assert "viral dog clip" in said
    (jump,) = demo_workspace.ask(talent.one(found["Yuzu Dog Diary"].id)).accounts[0].jumps
    assert jump.end.day == date(2026, 11, 4)
    assert jump.share == Decimal("0.14")
    assert hint(demo_workspace, found["Shen Yifan"], "F3")[0] == "raised"


def test_theo_is_bound_for_headphones(demo_workspace):
    theo = everybody(demo_workspace)["Theo Marsh"]
    (window,) = demo_workspace.ask(exclusivity.of_talent(theo.id))
    assert window.last_on == date(2027, 1, 31)
    assert "headphones" in window.category.lower()


def test_what_was_spent_on_whom_is_that_of_the_accepted_lines(demo_workspace):
    """domain 8.9: Theo's video and three Shorts, Xiaocha's and Xiaoman's notes, slots of 12."""
    pairs = demo_workspace.ask(partnerships.listing())
    spend = {(one.client, one.talent): one.spend for one in pairs}
    assert spend["Northwick Audio", "Theo Marsh"] == (Money(18_500_00, "GBP"),)
    assert spend["Northwick Audio", "Jonas Bright"] == (Money(1_900_00, "GBP"),)
    assert spend["Qingke Moments", "Lin Xiaoman"] == (Money(68_000_00, "CNY"),)
