"""Names of countries."""

from studio.domain import countries
from studio.domain.identifiers import COUNTRIES


def test_names_are_in_the_language_asked_for():
    assert countries.name("GB", "en") == "United Kingdom"
    assert countries.name("GB", "zh") == "英国"
    assert countries.name("", "en") == ""
    assert countries.name("XX", "en") == "XX"


def test_every_country_is_listed_once_the_usual_ones_first():
    listed = countries.listed("zh")
    assert [code for code, _name in listed[:2]] == ["CN", "GB"]
    assert {code for code, _name in listed} == COUNTRIES
    assert len(listed) == len(COUNTRIES)
    assert all(name for _code, name in listed)
