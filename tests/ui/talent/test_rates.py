"""Rate cards in the pane: those to come and gone, their days, prices over time."""

from datetime import date
from decimal import Decimal

import pytest

from studio.domain.money import Money
from studio.services import talent
from studio.services.talent import PriceLine, Step, rates
from tests.builders import TODAY
from tests.ui.talent.test_page import opened
from ui.talent import pricecourse
from ui.talent.pricechart import PriceChart, PricesDialog

CLIP = {"platform": "douyin", "format": "short_video", "unit": "clip", "price": 900_000}


def step(first, last, minor, state="confirmed", currency="CNY"):
    return Step(1, first, last, Money(minor, currency), state)


def line(*steps, currency="CNY"):
    return PriceLine("douyin", "short_video", "", "", "clip", currency, steps)


def test_steps_stand_where_their_days_are():
    lines = [
        line(
            step(date(2026, 9, 1), date(2026, 10, 31), 900_000),
            step(date(2026, 11, 1), None, 1_000_000, "provisional"),
        ),
        line(step(date(2026, 9, 11), date(2026, 9, 20), 40_000)),
    ]
    found = pricecourse.course(lines, TODAY)
    assert (found.first, found.last) == (date(2026, 9, 1), date(2026, 12, 1))
    assert found.ticks == (0, 500_000, 1_000_000)
    first, second = found.pieces(lines[0])
    assert (first.left, first.right, first.sure, first.joined) == (0.0, 61 / 91, True, False)
    assert (second.left, second.right, second.level, second.sure, second.joined) == (
        61 / 91, 1.0, 1.0, False, True,
    )  # fmt: skip
    (short,) = found.pieces(lines[1])
    assert (short.left, short.right, short.level) == (10 / 91, 20 / 91, 0.04)
    assert found.day(found.part(TODAY)) == TODAY
    assert [month.month for month in found.months()] == [9, 10, 11]
    assert pricecourse.held(lines[1], TODAY) is None
    assert pricecourse.held(lines[0], TODAY).price.minor == 1_000_000


def test_currencies_never_share_a_chart():
    lines = [line(step(TODAY, None, 5)), line(step(TODAY, None, 7, currency="EUR"), currency="EUR")]
    assert set(pricecourse.by_currency(lines)) == {"CNY", "EUR"}
    assert pricecourse.course(lines[:1], TODAY).ticks == (0, 2, 4, 6)


@pytest.fixture
def theo(file_workspace):
    key = file_workspace.run(talent.create({"name": "Theo Marsh"})).value
    cards = (("2026-03-01", 800_000), ("2026-11-01", 900_000))
    for first, price in cards:
        values = {"currency": "CNY", "first_on": first}
        file_workspace.run(
            rates.add_card(key, values, [{**CLIP, "price": price, "state": "confirmed"}])
        )
    return key


def test_a_card_to_come_is_seen_changed_confirmed_and_removed(
    qtbot, app_context, file_workspace, theo
):
    driver = opened(app_context, qtbot)
    driver.show("Theo Marsh")
    assert driver.prices() == [
        "Since 1 Nov 2026, holds today, 1 price",
        "Short video, confirmed, ¥9,000",
        "1 Mar to 31 Oct 2026, over, 1 price",
    ]
    driver.press("1 Mar to 31 Oct 2026, over, 1 price", within=driver.pane)
    assert "Short video, confirmed, ¥8,000" in driver.prices()
    driver.press("New card", within=driver.pane)
    assert driver.field("From").text() == "1 Dec 2026"
    driver.press("Make the card")
    driver.awaits_price("From 1 Dec 2026, to come, 1 price")
    assert "Short video, provisional, ¥9,000" in driver.prices()
    driver.press("Short video, provisional, ¥9,000", within=driver.pane)
    driver.fill("CNY", "9500")
    driver.fill("Use, a month", "10 %")
    driver.press("Keep")
    driver.awaits_price("Short video, provisional, ¥9,500")
    driver.card("From 1 Dec 2026", "Confirm all prices")
    driver.awaits_price("Short video, confirmed, ¥9,500")
    driver.card("From 1 Dec 2026", "Change days …")
    driver.fill("From", "16 Nov 2026")
    driver.press("Keep")
    assert "Another card in this currency holds" in driver.problem("From")
    driver.fill("From", "1 Jan 2027")
    driver.press("Keep")
    driver.awaits_price("From 1 Jan 2027, to come, 1 price")
    driver.card("From 1 Jan 2027", "Add price")
    driver.pick(driver.field("Platform"), "Douyin")
    driver.pick(driver.field("Format"), "Short video")
    driver.pick(driver.field("Unit"), "clip")
    driver.fill("CNY", "1")
    driver.press("Keep")
    assert "The card has it already: ¥9,500.00." in driver.problem("Format")
    driver.dialog().reject()
    driver.card("From 1 Jan 2027", "Remove card")
    qtbot.waitUntil(lambda: not any("2027" in row for row in driver.prices()))
    file_workspace.undo()
    driver.awaits_price("From 1 Jan 2027, to come, 1 price")
    (coming,) = [one for one in file_workspace.ask(talent.one(theo)).cards if one.first_on > TODAY]
    assert coming.items[0].usage_month == Decimal("0.1")


def test_prices_over_time_are_drawn_and_said(qtbot, app_context, file_workspace, theo):
    values = {"currency": "EUR", "first_on": "2026-06-01"}
    file_workspace.run(rates.add_card(theo, values, [{**CLIP, "price": 110_000}]))
    driver = opened(app_context, qtbot)
    driver.show("Theo Marsh")
    driver.press("Prices over time", within=driver.pane)
    dialog = driver.dialog()
    assert isinstance(dialog, PricesDialog)
    yuan, euro = dialog.charts()
    assert yuan.accessibleName() == "Prices in CNY over time"
    assert "¥8,000 from 1 Mar 2026 to 31 Oct 2026, confirmed; ¥9,000 from 1 Nov 2026" in (
        yuan.accessibleDescription()
    )
    assert "€1,100 from 1 Jun 2026, provisional" in euro.accessibleDescription()
    assert "DY Short video (clip): ¥9,000, confirmed" in yuan.said_at(yuan.plot().right())
    assert "¥8,000" in yuan.said_at(yuan.plot().left() + 1)
    dialog.reject()
    driver.press("Short video, confirmed, ¥9,000", within=driver.pane)
    assert len(driver.dialog().findChildren(PriceChart)) == 1
    driver.dialog().reject()
