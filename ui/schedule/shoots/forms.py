"""The forms of a shoot day: its facts, its places, those called, its lines."""

from datetime import date

from studio.domain import shoots as rules
from ui.forms.fields import (
    CheckField,
    ChoiceField,
    DateField,
    LongTextField,
    NumberField,
    TextField,
)
from ui.forms.form import Form
from ui.language import tr
from ui.schedule.shoots.words import choices
from ui.widgets.picks import Choice


def times_form(today: date) -> Form:
    """Return the day, its times and the language of its sheet."""
    form = Form(columns=2, label_width=76, compact=True)
    form.add("day", tr("Day"), DateField(today), column=0)
    form.add("call", tr("Crew call"), TextField(), column=0)
    form.add("first_shot", tr("First shot"), TextField(), column=0)
    form.add("meal", tr("Meal"), TextField(), column=0)
    form.add("wrap", tr("Wrap"), TextField(), column=0)
    form.add("sunrise", tr("Sunrise"), TextField(), column=1)
    form.add("sunset", tr("Sunset"), TextField(), column=1)
    form.add("language", tr("Sheet in"), ChoiceField(languages()), column=1)
    sizes = ChoiceField([Choice(size, size) for size in rules.PAGES])
    form.add("page_size", tr("Paper"), sizes, column=1)
    return form


def languages() -> list[Choice]:
    """Return the languages a sheet can be in."""
    return [
        Choice("en", tr("English")),
        Choice("zh", tr("Chinese")),
        Choice("zh+en", tr("Both")),
    ]


TEXTS = ("hospital", "parking", "weather", "catering", "safety", "labels", "ahead", "notes")


def facts_form(sheet: str) -> Form:
    """Return what the sheet says in words, in the languages it is in."""
    form = Form(label_width=104, compact=True)
    names = {
        "hospital": tr("Hospital"),
        "parking": tr("Parking"),
        "weather": tr("Weather"),
        "catering": tr("Catering"),
        "safety": tr("Safety"),
        "labels": tr("Labels on screen"),
        "ahead": tr("Next days"),
        "notes": tr("Notes"),
    }
    for key, suffix in _titles("title", tr("Title"), sheet):
        form.add(key, suffix, TextField(limit=160))
    form.add("emergency", tr("Emergency no."), TextField(limit=60))
    for name in TEXTS:
        for key, words in _titles(name, names[name], sheet):
            form.add(key, words, LongTextField(limit=2000, lines=1))
    form.add("channels", tr("Channels"), TextField())
    form.add("zone", tr("Time zone"), TextField(limit=60))
    return form


def _titles(name: str, words: str, sheet: str) -> list[tuple[str, str]]:
    """Return the fields of a text in the languages of the sheet, with their labels."""
    if sheet == "zh":
        return [(f"{name}_zh", words)]
    if sheet == "en":
        return [(name, words)]
    return [(name, words), (f"{name}_zh", tr("{field}, Chinese").format(field=words))]


def place_form() -> Form:
    """Return the form of a place."""
    form = Form(label_width=104, compact=True)
    form.add("kind", tr("Kind"), ChoiceField(choices(rules.PLACES.items())))
    form.add("name", tr("Name"), TextField(limit=160))
    form.add("name_zh", tr("Name, Chinese"), TextField(limit=160))
    form.add("address", tr("Address"), LongTextField(limit=400, lines=1))
    form.add("address_zh", tr("Address, Chinese"), LongTextField(limit=400, lines=1))
    form.add("map_url", tr("Map"), TextField(limit=500, placeholder="https://"))
    form.add("note", tr("Note"), TextField(limit=400))
    form.add("note_zh", tr("Note, Chinese"), TextField(limit=400))
    return form


def person_form() -> Form:
    """Return the form of somebody called."""
    form = Form(columns=2, label_width=92, compact=True)
    form.add("name", tr("Name"), TextField(limit=120), column=0)
    form.add("role", tr("Role"), TextField(limit=120), column=0)
    form.add("department", tr("Department"), TextField(limit=80), column=0)
    form.add("side", tr("Side"), ChoiceField(choices(rules.SIDES.items())), column=0)
    form.add("phone", tr("Phone"), TextField(limit=60), column=0)
    form.add("transport", tr("Travel"), TextField(), column=0)
    form.add("meals", tr("Meals"), TextField(limit=120), column=0)
    form.add("call", tr("Own call"), TextField(), column=1)
    form.add("pickup", tr("Pick-up"), TextField(), column=1)
    form.add("make_up", tr("Make-up"), TextField(), column=1)
    form.add("on_set", tr("On set"), TextField(), column=1)
    form.add("wrap", tr("Wrap"), TextField(), column=1)
    form.add("guardian", tr("Guardian"), TextField(limit=160), column=1)
    form.add("name_zh", tr("Chinese name"), TextField(limit=120), column=0)
    form.add("role_zh", tr("Chinese role"), TextField(limit=120), column=1)
    form.add("transport_zh", tr("Chinese travel"), TextField(), column=1)
    form.add("note", tr("Note"), TextField(limit=300), column=1)
    form.add("minor", "", CheckField(tr("Minor")), column=0)
    form.add("key_contact", "", CheckField(tr("Somebody to ask")), column=1)
    return form


def line_form(part: str) -> Form:
    """Return the form of a line of one part."""
    form = Form(columns=2, label_width=92, compact=True)
    if part == "schedule":
        form.add("at", tr("Time"), TextField(), column=0)
        form.add("until", tr("Until"), TextField(), column=1)
    elif part == "shot":
        form.add("code", tr("Number"), TextField(limit=20), column=0)
    else:
        form.add("quantity", tr("Quantity"), NumberField(), column=0)
    form.add("title", tr("What"), TextField(limit=300), column=0)
    form.add("title_zh", tr("What, Chinese"), TextField(limit=300), column=1)
    if part in ("schedule", "shot"):
        form.add("setting", tr("I/E"), TextField(limit=80), column=0)
        form.add("who", tr("Who"), TextField(), column=0)
        form.add("who_zh", tr("Who, Chinese"), TextField(), column=1)
        form.add("props", tr("Props"), TextField(limit=300), column=0)
        form.add("props_zh", tr("Props, Chinese"), TextField(limit=300), column=1)
    form.add("note", tr("Note"), TextField(limit=300), column=1)
    return form
