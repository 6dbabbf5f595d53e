"""Number patterns: what they render, when they restart, which are refused, and gaps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studio.domain.numbering import Gaps, check_pattern, find_gaps, read_scope, render, scope
from studio.errors import Invalid

DAY = date(2026, 11, 16)


@pytest.mark.parametrize(("pattern", "number", "restarts"), [
    ("PLUK-{YYYY}-{SEQ:4}", "PLUK-2026-0014", "2026"),
    ("PL-P-{YYYY}-{SEQ:3}", "PL-P-2026-014", "2026"),
    ("B-{SEQ:3}", "B-014", ""),
    ("P{SEQ}", "P14", ""),
    ("{YY}{MM}-{SEQ:2}", "2611-14", "2026/11"),
    ("{CLIENT}/{YYYY}/{SEQ:3}", "NWA/2026/014", "2026/NWA"),
    ("发票-{YYYY}-{SEQ:1}", "发票-2026-14", "2026"),
])  # fmt: skip
def test_patterns_give_numbers_and_say_when_they_restart(pattern, number, restarts):
    assert check_pattern(f" {pattern} ") == pattern
    assert render(pattern, DAY, 14, "NWA") == number
    assert scope(pattern, DAY, "NWA") == restarts


def test_a_long_run_outgrows_its_width():
    assert render("B-{SEQ:3}", DAY, 12_345) == "B-12345"


@pytest.mark.parametrize(("pattern", "said"), [
    ("INV-{YEAR}-{SEQ}", "There is no {YEAR} in number patterns."),
    ("INV-{SEQ", "A bracket is open or closed that does not belong to a token."),
    ("INV-{seq}", "A bracket is open or closed that does not belong to a token."),
    ("INV-2026", "A pattern needs {SEQ} exactly once, such as {SEQ:4}."),
    ("", "A pattern needs {SEQ} exactly once, such as {SEQ:4}."),
    ("{SEQ}-{SEQ}", "A pattern needs {SEQ} exactly once, such as {SEQ:4}."),
    ("{SEQ:0}", "{SEQ} takes 1 to 9 digits."),
    ("{SEQ:10}", "{SEQ} takes 1 to 9 digits."),
    ("{MM}-{SEQ}", "{MM} needs the year beside it: {YYYY} or {YY}."),
    ("{CLIENT}{SEQ:2}", "Put a sign such as - between {CLIENT} and {SEQ}."),
    ("{YYYY}{SEQ:2}{CLIENT}", "Put a sign such as - between {CLIENT} and {SEQ}."),
    ("x" * 40 + "{SEQ}", "A number has at most 40 printable characters."),
    ("a\u202e{SEQ}", "A number has at most 40 printable characters."),
    ("a\nb{SEQ}", "A number has at most 40 printable characters."),
])  # fmt: skip
def test_patterns_that_are_refused_say_why(pattern, said):
    with pytest.raises(Invalid) as caught:
        check_pattern(pattern)
    assert str(caught.value.fields["pattern"]) == said


@pytest.mark.parametrize(("text", "year", "client"), [
    ("2026", 2026, ""), ("2026/11", 2026, ""), ("2026/NWA", 2026, "NWA"), ("", None, ""),
    ("NWA", None, "NWA"),
])  # fmt: skip
def test_what_a_counter_restarts_with_is_read_back(text, year, client):
    assert read_scope(text) == (year, client)


def test_gaps_count_from_the_first_number_used_here():
    assert find_gaps(31, 35, [31, 32, 33, 34]) == Gaps()
    assert find_gaps(31, 35, [31, 33, 33]) == Gaps(missing=(32, 34), doubled=(33,))
    assert find_gaps(9, 9, []) == Gaps()


PATTERNS = some.sampled_from(["A-{YYYY}-{SEQ:3}", "{CLIENT}-{SEQ}", "{YY}{MM}/{SEQ:2}", "{SEQ:1}"])


@given(
    PATTERNS,
    some.tuples(some.dates(date(2000, 1, 1), date(2099, 12, 31)), some.integers(1, 10**9)),
    some.tuples(some.dates(date(2000, 1, 1), date(2099, 12, 31)), some.integers(1, 10**9)),
    some.sampled_from(["NWA", "C4"]),
)
def test_two_documents_of_one_pattern_never_share_a_number(pattern, one, other, client):
    check_pattern(pattern)
    numbers = {
        (scope(pattern, day, client), sequence): render(pattern, day, sequence, client)
        for day, sequence in (one, other)
    }
    assert len(set(numbers.values())) == len(numbers)
