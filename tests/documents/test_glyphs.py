"""A character that would print as a square is named with its field before anything is sent."""

import json
from dataclasses import fields, replace

import pytest

from resources import TRANSLATIONS
from studio.documents import words
from studio.documents.callsheet import CallSheetDocument
from studio.documents.callsheet import words as callsheet_words
from studio.documents.fonts import missing
from studio.documents.glyphs import FIELDS, missing_glyphs
from studio.documents.invoice import InvoiceDocument
from studio.documents.language import Bilingual, Language, same
from studio.documents.proposal import ProposalDocument
from tests.documents import proposals, samples


def test_the_demo_has_none():
    for language in Language:
        assert missing_glyphs(samples.request(language)) == []
        assert missing_glyphs(proposals.proposal(language)) == []


def test_each_character_is_named_once_for_each_field():
    base = samples.deposit()
    document = replace(
        base,
        client=replace(base.client, name=same("שלום")),
        contract_rows=(replace(base.contract_rows[0], detail=same("กก")), *base.contract_rows[1:]),
        notes=same("ก"),
    )
    found = [(glyph.character, str(glyph.field)) for glyph in missing_glyphs(document)]
    assert found == [
        ("ש", "Client"),
        ("ל", "Client"),
        ("ו", "Client"),
        ("ם", "Client"),
        ("ก", "Contract lines"),
        ("ก", "Notes"),
    ]


def test_a_language_that_is_not_printed_does_not_count():
    document = replace(samples.deposit(), notes=Bilingual(en="fine", zh="ก"))
    assert missing_glyphs(document) == []
    assert missing_glyphs(replace(document, language=Language.BOTH))
    assert missing_glyphs(replace(document, language=Language.ZH))


def test_options_and_creators_are_looked_at():
    whole = proposals.proposal()
    options = replace(
        whole.price.option_sets[0],
        options=(replace(proposals.OPTIONS[0], name=same("ฟ")), *proposals.OPTIONS[1:]),
    )
    document = replace(
        whole,
        price=replace(whole.price, option_sets=(options,)),
        creators=(replace(whole.creators[0], handle="@ช"),),
    )
    found = {(glyph.character, str(glyph.field)) for glyph in missing_glyphs(document)}
    assert found == {("ฟ", "Price"), ("ช", "Creators")}


@pytest.mark.parametrize("kind", [InvoiceDocument, ProposalDocument, CallSheetDocument])
def test_every_field_with_text_has_a_name(kind):
    silent = {
        "kind",
        "language",
        "paper",
        "mark",
        "stamped_at",
        "issue_date",
        "due_date",
        "valid_until",
        "supply_from",
        "supply_to",
        "tax_inclusive",
        "contract_total",
        "stamp",
        "version",
        "replaces",
        "client_logo",
        "made_at",
        "day",
        "day_number",
        "days",
        "phones",
    }
    assert {item.name for item in fields(kind)} - silent <= set(FIELDS)


def test_our_own_words_can_all_be_drawn():
    own = [
        value
        for module in (words, callsheet_words)
        for value in vars(module).values()
        if isinstance(value, Bilingual)
    ]
    own += [
        value
        for table in (words.MARKS, words.IDENTIFIERS, words.TREATMENTS, callsheet_words.PLACES)
        for value in table.values()
    ]
    assert len(own) > 100
    for text in own:
        assert missing(text.en + text.zh) == []
        assert text.en
        assert text.zh


def test_the_names_of_fields_are_chinese_too():
    file = TRANSLATIONS / "zh" / "studio_documents.json"
    translated = json.loads(file.read_text(encoding="utf-8"))
    assert {field.key for field in FIELDS.values()} <= set(translated)
