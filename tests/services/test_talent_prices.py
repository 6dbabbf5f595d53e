"""Prices in the list: never two currencies compared, crew by the day; when followers were read."""

from datetime import timedelta

import pytest

from studio.domain.money import Money
from studio.persistence.tables.accounts import CrewProfile, FollowerSnapshot, SocialAccount
from studio.services import talent
from studio.services.talent import TalentFilter, rates
from tests import builders
from tests.builders import TODAY


def listed(workspace, **filter):
    return workspace.ask(talent.ids(TalentFilter(**filter)))


def card(workspace, key, currency, price):
    item = {"platform": "douyin", "format": "short_video", "unit": "clip", "price": price}
    workspace.run(rates.add_card(key, {"currency": currency, "first_on": TODAY}, [item]))


@pytest.fixture
def crew(workspace):
    key = builders.make_talent(workspace, name="Ma Li", kind="crew")
    builders.add(workspace, CrewProfile(talent_id=key, day_rate=150_000, currency="CNY"))
    return key


def test_yen_do_not_come_before_yuan_because_they_have_no_cents(workspace):
    both, one = (builders.make_talent(workspace, name=name) for name in ("Both", "One"))
    card(workspace, both, "JPY", 1_000)
    card(workspace, both, "CNY", 450_000)
    card(workspace, one, "CNY", 90_000)
    assert listed(workspace, sort="price") == [one, both]
    assert listed(workspace, sort="price", descending=True) == [both, one]
    assert listed(workspace, price_to=100_000, currency="CNY") == [one]
    assert listed(workspace, price_to=1_000, currency="JPY") == [both]


def test_crew_ask_by_the_day(workspace, crew):
    (row,) = workspace.ask(talent.rows([crew])).values()
    assert (row.price, row.price_unit) == (Money(150_000, "CNY"), "day")
    assert listed(workspace, price_to=150_000, currency="CNY") == [crew]
    assert listed(workspace, price_to=149_999, currency="CNY") == []
    assert listed(workspace, price_to=150_000, currency="GBP") == []
    assert listed(workspace, price_to=150_000, currency="CNY", format="short_video") == []
    assert workspace.ask(talent.rows([crew], format="short_video"))[crew].price is None


def test_the_list_says_from_when_to_when_followers_were_read(workspace):
    assert workspace.ask(talent.read_on()) is None
    key = builders.make_talent(workspace)
    for handle, state, days in (("a", "active", (9, 1)), ("b", "paused", (30,)),
                                ("c", "closed", (90,))):  # fmt: skip
        account = builders.add(
            workspace,
            SocialAccount(talent_id=key, platform="douyin", handle=handle, handle_key=handle,
                          state=state),
        )  # fmt: skip
        for ago in days:
            builders.add(
                workspace,
                FollowerSnapshot(
                    account_id=account, as_of=TODAY - timedelta(days=ago), followers=10
                ),
            )
    ago = timedelta(days=1)
    assert workspace.ask(talent.read_on()) == (TODAY - 30 * ago, TODAY - ago)
