"""Everything said to a person is a literal source with a Chinese translation, and no more."""

import ast
import json
import re
import string
from collections import defaultdict

import pytest

from studio.services.words import chinese
from studio.text import Message
from tests.architecture.source import ROOT, calls, files, listed, place

ZH = ROOT / "resources" / "translations" / "zh"

# How many of the first arguments are sources; trn has one and many, and is kept under many.
SOURCES = {"tr": 1, "trn": 2, "Message": 1, "command": 1}

# These may hand on a source that somebody else wrote as a literal.
HANDS_ON = {
    "studio/text.py",
    "studio/services/operation.py",
    "studio/persistence/audit.py",
    "ui/language.py",
}

HAN = re.compile(r"[\u3400-\u9fff]")
HALF_WIDTH = re.compile(r"[\u3400-\u9fff][,;:?!]|[\u3400-\u9fff]\.(?!\w)|[\u3400-\u9fff]\(")
WORD = re.compile(r"\b[a-z]{3,}\b")


def said():
    """Yield the file, the call and its name of everything said to a person."""
    for file in files("studio", "ui"):
        for call, name in calls(file):
            if name in SOURCES and not _is_method(call):
                yield file, call, name


def _is_method(call):
    """QObject.tr and the like are not ours."""
    owner = getattr(call.func, "value", None)
    return owner is not None and not (
        isinstance(owner, ast.Name) and owner.id in ("language", "text", "operation")
    )


def literals(node):
    """Return the strings a source can be: one, or the two of a choice; None where it is neither."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        parts = [literals(node.body), literals(node.orelse)]
        return None if None in parts else [*parts[0], *parts[1]]
    return None


def keys(call, name):
    """Return the keys of one call in a translation file."""
    count = SOURCES[name]
    after = 1 if name == "trn" else 0  # trn's number stands before its context
    context = list(call.args[count + after : count + after + 1])
    context += [one.value for one in call.keywords if one.arg == "context"]
    tail = f"@{context[0].value}" if context and isinstance(context[0], ast.Constant) else ""
    return [source + tail for source in literals(call.args[count - 1]) or []]


@pytest.fixture(scope="module")
def wanted():
    """Return each key with the places that say it."""
    found = defaultdict(list)
    for file, call, name in said():
        if len(call.args) >= SOURCES[name]:
            for key in keys(call, name):
                found[key].append(place(file, call))
    assert found
    return found


@pytest.fixture(scope="module")
def translated():
    """Return each key with its translation and file, for every file of the language."""
    found = defaultdict(list)
    for path in sorted(ZH.glob("*.json")):
        pairs = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=list)
        for key, words in pairs:
            found[key].append((words, path.name))
    assert found, f"no translation in {ZH}"
    return found


def test_every_source_is_a_literal():
    bad = [
        place(file, call)
        for file, call, name in said()
        if file.path not in HANDS_ON
        and (
            len(call.args) < SOURCES[name]
            or any(literals(one) is None for one in call.args[: SOURCES[name]])
        )
    ]
    assert not bad, f"not a plain string, so nobody can translate it: {listed(bad)}"


def test_everything_said_is_translated(wanted, translated):
    bad = [f"{where[0]}: {key!r}" for key, where in wanted.items() if key not in translated]
    assert not bad, f"{len(bad)} without Chinese: {listed(bad)}"


def test_documents_find_the_chinese_of_everything_studio_says(wanted, translated):
    """Whichever file it stands in: what the window says too may be translated in the window's."""
    bad = []
    for key in (key for key, where in wanted.items() if any("studio/" in one for one in where)):
        source, _, context = key.partition("@")
        printed = chinese(Message(source, context, **dict.fromkeys(places(source), "1")))
        if printed != translated[key][0][0].format(**dict.fromkeys(places(source), "1")):
            bad.append(key)
    assert not bad, f"printed in English: {listed(bad)}"


def test_nothing_else_is_translated(wanted, translated):
    bad = [
        f"{name}: {key!r}"
        for key, found in translated.items()
        if key not in wanted
        for _words, name in found
    ]
    assert not bad, f"{len(bad)} said nowhere: {listed(bad)}"


def test_one_source_has_one_translation(translated):
    bad = [
        f"{key!r}: {sorted(set(found))}"
        for key, found in translated.items()
        if len({words for words, _name in found}) > 1 or len(found) != len(set(found))
    ]
    assert not bad, listed(bad)


def test_every_place_for_a_value_is_kept(translated):
    bad = [
        f"{name}: {key!r}"
        for key, found in translated.items()
        for words, name in found
        if places(key) != places(words)
    ]
    assert not bad, f"other {{places}} than the source has: {listed(bad)}"


def places(text):
    """Return the names of a text's {places}."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def own_words(key):
    """Return the words of a source itself: without its {places} and its context."""
    return re.sub(r"\{\w+\}", "", key.rpartition("@")[0] or key)


def test_translations_are_chinese(translated):
    bad = [
        f"{name}: {key!r}: {words!r}"
        for key, found in translated.items()
        for words, name in found
        if not words.strip() or (not HAN.search(words) and len(WORD.findall(own_words(key))) > 1)
    ]
    assert not bad, listed(bad)


def test_chinese_has_full_width_punctuation(translated):
    bad = [
        f"{name}: {words!r}"
        for found in translated.values()
        for words, name in found
        if HALF_WIDTH.search(words)
    ]
    assert not bad, listed(bad)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('tr("Open")', ["Open"]),
        ('tr("Open", "verb")', ["Open@verb"]),
        ('tr("Open", context="verb")', ["Open@verb"]),
        ('trn("{n} brief", "{n} briefs", n)', ["{n} briefs"]),
        ('trn("{n} brief", "{n} briefs", n, "chip")', ["{n} briefs@chip"]),
        ('Message("Draft", context="invoice", n=3)', ["Draft@invoice"]),
        ('tr("On" if on else "Off")', ["On", "Off"]),
        ('tr("two " "parts")', ["two parts"]),
        ('tr(f"{n} briefs")', []),
        ('tr("a" + b)', []),
        ("tr(word)", []),
    ],
)
def test_how_sources_are_found(code, expected):
    call = ast.parse(code, mode="eval").body
    assert keys(call, call.func.id) == expected
