"""A client's yes: what may be chosen, and what the contract comes to."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studio.domain import proposals
from studio.domain.money import Money
from studio.domain.proposals import Answer, Line, Option, Version
from studio.errors import Invalid
from tests.domain.proposals.box import OPTIONS, PARTS, TODAY, science_box, usd

YES = Answer(letters="BR", by="Dana Cole", on=TODAY, channel="mail", has_file=True)


def refused(answer, state="sent", valid_until=date(2026, 11, 30)):
    with pytest.raises(Invalid) as caught:
        proposals.check_answer(state, valid_until, OPTIONS, answer, TODAY)
    return {field: str(message) for field, message in caught.value.fields.items()}


def test_a_whole_answer_is_taken():
    for state in ("sent", "viewed"):
        assert proposals.check_answer(state, TODAY, OPTIONS, YES, TODAY) == "BR"
    quoted = replace(YES, letters="B", has_file=False, note="PO 4500-118")
    assert proposals.check_answer("sent", None, OPTIONS, quoted, TODAY) == "B"


def test_all_that_is_missing_is_named_at_once():
    assert refused(Answer(letters="", by=" ", on=None, channel="")) == {
        "letters": "Choose one of A, B, C.",
        "answered_by": "Say who accepted it.",
        "answer_channel": "Say how the answer came.",
        "evidence": "Attach the answer, or quote it: a yes needs proof.",
        "answered_on": "A date is needed.",
    }


@pytest.mark.parametrize(("changed", "field", "said"), [
    ({"letters": "AB"}, "letters",
     "Only one of A, B can be accepted; the others are alternatives."),
    ({"letters": "R"}, "letters", "Choose one of A, B, C."),
    ({"letters": "BZ"}, "letters", "There is no option Z."),
    ({"on": date(2026, 11, 17)}, "answered_on", "The answer cannot come from the future."),
])  # fmt: skip
def test_answers_that_cannot_be_taken(changed, field, said):
    assert refused(replace(YES, **changed))[field] == said


def test_an_answer_after_the_last_day_comes_too_late():
    assert "Make a new version" in refused(YES, valid_until=date(2026, 11, 15))["answered_on"]
    early = replace(YES, on=date(2026, 11, 15))
    assert proposals.check_answer("sent", date(2026, 11, 15), OPTIONS, early, TODAY) == "BR"


@pytest.mark.parametrize("state", ["draft", "accepted", "declined", "superseded"])
def test_only_what_is_out_can_be_accepted(state):
    assert "state" in refused(YES, state=state)


def test_letters_follow_the_order_of_the_options_and_groups_stand_apart():
    options = (*OPTIONS, Option(letter="X", group="extra"), Option(letter="Y", group="extra"))
    assert proposals.check_letters(options, "RYA") == "ARY"
    with pytest.raises(Invalid, match="Choose one of X, Y"):
        proposals.check_letters(options, "A")


def test_the_contract_of_the_science_box():
    found = proposals.contract(science_box(), "RB")
    assert (found.letters, found.totals.gross, found.cost) == ("BR", usd(24_750), usd(10_900))
    nets = {one.line.title: one.net for one in found.lines}
    assert nets["Long video"] == usd(9_800)
    assert nets["Rush delivery"] == usd(4_950)
    assert sum(net.minor for net in nets.values()) == usd(24_750).minor
    pieces = {one.line.title: one.pieces for one in found.lines}
    assert pieces["Shorts"] == (usd(900),) * 3
    assert pieces["Captions"] == ()
    assert found.parts == (usd(12_375), usd(7_425), usd(4_950))


def test_a_discount_is_shared_by_all_lines():
    found = proposals.contract(science_box(discount=Decimal("0.05")), "B")
    assert found.totals.net == usd(18_810)
    assert sum(one.net.minor for one in found.lines) == usd(18_810).minor
    assert sum(part.minor for part in found.parts) == usd(18_810).minor


def test_a_contract_for_nothing_has_lines_of_nothing():
    free = Version(
        currency="USD", options=OPTIONS[:1], lines=(Line(options="A", free=True, pieces=2),)
    )
    found = proposals.contract(free, "A")
    assert [one.net for one in found.lines] == [usd(0)]
    assert found.lines[0].pieces == (usd(0), usd(0))


def test_parts_of_the_payment_sum_to_the_net():
    assert proposals.part_nets(usd(19_800), PARTS) == [usd(9_900), usd(5_940), usd(3_960)]


@pytest.mark.parametrize(("count", "shares"), [
    (1, ["1"]), (2, ["0.5", "0.5"]), (3, ["0.3334", "0.3333", "0.3333"]),
])  # fmt: skip
def test_even_shares_make_a_whole(count, shares):
    assert proposals.even_shares(count) == [Decimal(share) for share in shares]


@pytest.mark.parametrize(("rows", "kind"), [
    ([("youtube", "long_video", 14_000), ("youtube", "short_video", 4_500),
      ("instagram", "reel", 1_900)], "long_video"),
    ([("taobao_live", "live", 96_000), ("douyin", "short_video", 12_000)], "live_commerce"),
    ([("twitch", "live", 7_500), ("youtube", "long_video", 2_300)], "livestream"),
    ([("instagram", "carousel", 6_000), ("web", "key_visual", 6_000)], "photo"),
    ([("xiaohongshu", "image_note", 39_200)], "short_video"),
    ([("youtube", "long_video", 100), ("instagram", "reel", 100)], "mixed"),
    ([("douyin", "short_video", 0)], "short_video"),
    ([("", "", 5_000)], "mixed"),
    ([], "mixed"),
])  # fmt: skip
def test_the_kind_of_project_is_where_most_of_the_price_goes(rows, kind):
    lines = [
        Line(platform=platform, format=form, price=usd(price), pieces=1)
        for platform, form, price in rows
    ]
    assert proposals.project_kind(lines, "USD") == kind


@given(
    prices=some.lists(some.integers(0, 10**8), min_size=1, max_size=8),
    pieces=some.integers(0, 20),
    discount=some.decimals(0, 1, places=4),
    mode=some.sampled_from(["excl", "incl", "none"]),
)
def test_lines_pieces_and_parts_always_sum_to_the_net(prices, pieces, discount, mode):
    version = science_box(
        currency="CNY",
        options=OPTIONS[:1],
        tax_mode=mode,
        tax_rate=Decimal("0.06"),
        discount=discount,
        lines=tuple(Line(options="A", price=Money(one, "CNY"), pieces=pieces) for one in prices),
    )
    found = proposals.contract(version, "A")
    net = found.totals.net.minor
    assert sum(one.net.minor for one in found.lines) == net
    assert sum(part.minor for part in found.parts) == net
    if pieces:
        assert sum(price.minor for one in found.lines for price in one.pieces) == net
