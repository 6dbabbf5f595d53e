"""The kill fee: by stage of each piece, weighed by price."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain import killfee
from studio.domain.deliverables import STATES
from studio.domain.killfee import Piece
from studio.domain.money import Money
from studio.rules import Rules

TABLE = Rules.load().kill_fees()


def owed(net, *pieces):
    return killfee.fee(Money(net, "GBP"), killfee.share_of(pieces, TABLE)).minor


@pytest.mark.parametrize(
    ("state", "shot", "share"),
    [
        ("planned", False, 25),
        ("script_review", False, 25),
        ("producing", False, 50),
        ("producing", True, 75),
        ("draft_ready", True, 100),
        ("published", False, 100),
    ],
)
def test_one_piece_counts_by_how_far_it_has_come(state, shot, share):
    assert owed(1_000_000, Piece(1_000_000, state, shot)) == share * 10_000


def test_pieces_count_by_their_prices():
    # 14,000 delivered (100 %) and 10,000 in script (25 %) of a net of 24,000.00: 16,500.00
    assert owed(2_400_000, Piece(1_400_000, "approved"), Piece(1_000_000, "scripting")) == 1_650_000


def test_cancelled_pieces_do_not_count_and_nothing_begun_is_a_quarter():
    assert owed(400_000, Piece(1, "cancelled"), Piece(1, "producing")) == 200_000
    assert owed(400_000) == 100_000


def test_pieces_without_prices_count_the_same():
    assert owed(400_000, Piece(0, "planned"), Piece(0, "published")) == 250_000


pieces = st.lists(
    st.builds(Piece, st.integers(0, 10**9), st.sampled_from(sorted(STATES.states)), st.booleans())
)


@given(st.integers(0, 10**12), pieces)
def test_it_lies_between_the_least_and_the_whole(net, found):
    share = killfee.share_of(found, TABLE)
    assert Decimal("0.25") <= share <= 1
    assert 0 <= killfee.fee(Money(net, "JPY"), share).minor <= net
