"""Clients: states, codes and who may be the same."""

import pytest

from studio.domain import clients
from studio.errors import Invalid


def identity(key, *names, tax_no="", domains=()):
    return clients.Identity(key, names, tax_no, frozenset(domains))


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("active", "on_hold", True),
        ("on_hold", "inactive", True),
        ("inactive", "blacklisted", True),
        ("inactive", "on_hold", False),
        ("blacklisted", "inactive", False),
        ("active", "nowhere", False),
    ],
)
def test_moves(before, after, allowed):
    if allowed:
        clients.STATES.check(before, after)
    else:
        with pytest.raises(Invalid):
            clients.STATES.check(before, after)


def test_every_state_that_can_be_reached_has_its_movers():
    assert set(clients.MOVERS) == set(clients.STATES.states)


@pytest.mark.parametrize(
    ("name", "name_zh", "code"),
    [
        ("Northwick Audio Ltd", "", "NOR"),
        ("Big Red Fish Company", "", "BRFC"),
        ("", "云朵泉", "YDQ"),
        ("", "", "C"),
        ("Émile & Fils", "", "EMI"),
    ],
)
def test_a_code_is_made_of_the_name(name, name_zh, code):
    assert clients.propose_code(name, name_zh, ()) == code


def test_a_taken_code_gets_a_digit():
    assert clients.propose_code("Northwick", "", {"NOR", "NOR2"}) == "NOR3"


def test_the_same_name_is_found_whatever_its_form():
    known = [identity(1, "Northwick Audio Ltd"), identity(2, "云朵泉护肤有限公司")]
    assert list(clients.same_as(identity(0, "NORTHWICK  AUDIO"), known)) == [1]
    assert list(clients.same_as(identity(0, "云朵泉护肤"), known)) == [2]
    assert clients.same_as(identity(0, "Northwind"), known) == {}


def test_the_same_tax_number_or_domain_is_found():
    known = [identity(1, "A", tax_no="GB 999 9999 73"), identity(2, "B", domains={"b.example"})]
    assert list(clients.same_as(identity(0, "X", tax_no="GB999999973"), known)) == [1]
    found = clients.same_as(identity(0, "X", domains={"b.example"}), known)
    assert str(found[2]) == "same domain b.example"


def test_a_client_is_not_its_own_double():
    assert clients.same_as(identity(1, "A"), [identity(1, "A")]) == {}


def test_free_mail_says_nothing():
    assert clients.domain_of("ada@gmail.com") == ""
    assert clients.domain_of("ada@northwick.example") == "northwick.example"
    assert clients.domain_of("www.Northwick.example/shop") == "northwick.example"
    assert clients.domain_of("") == ""


def test_a_name_is_needed_in_one_language():
    clients.check_names("", "云朵泉")
    with pytest.raises(Invalid) as refused:
        clients.check_names("", "")
    assert "name" in refused.value.fields


def test_codes():
    assert clients.code(" nwa ") == "NWA"
    assert clients.code("") == ""
    for value in ("too long a code", "N/A", "诺"):
        with pytest.raises(Invalid):
            clients.code(value)


def test_a_tax_number_is_refused_under_its_own_field():
    with pytest.raises(Invalid) as refused:
        clients.check_tax_no("GB 1", "GB")
    assert list(refused.value.fields) == ["tax_no"]
