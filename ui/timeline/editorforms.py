"""The forms of a task."""

from datetime import date

from studio.domain.schedule import words as rules
from ui.forms.fields import (
    CheckField,
    ChoiceField,
    DateTimeField,
    LongTextField,
    MultiField,
    NumberField,
    TextField,
)
from ui.forms.form import Form
from ui.language import text, tr
from ui.widgets.picks import Choice

LABEL = 84


def what_form(language: str) -> Form:
    """Return what a task is."""
    form = Form(compact=True, label_width=LABEL)
    order = ("title_zh", "title") if language == "zh" else ("title", "title_zh")
    names = {"title": tr("Title"), "title_zh": tr("In Chinese")}
    if language == "zh":
        names = {"title_zh": tr("Title"), "title": tr("In English")}
    for name in order:
        form.add(name, names[name], TextField(limit=200))
    phases = [Choice(code, text(words)) for code, words in rules.PHASES.items()]
    kinds = [Choice(code, text(words)) for code, words in rules.KINDS.items()]
    form.add("phase", tr("Phase"), ChoiceField(phases))
    form.add("kind", tr("Kind"), ChoiceField(kinds))
    form.add("state", tr("State"), ChoiceField())
    form.add("done", tr("Done, %"), NumberField(whole=True))
    return form


def when_form(today: date) -> Form:
    """Return when a task is, how long it lasts, and by when it has to be done."""
    form = Form(compact=True, label_width=LABEL)
    form.add("start", tr("Begins"), DateTimeField(today))
    form.add("finish", tr("Ends"), DateTimeField(today))
    form.add("days", tr("Days"), NumberField())
    form.add("stays", "", CheckField(tr("Stays exactly there")))
    form.add("due_at", tr("Due"), DateTimeField(today))
    form.add("deadline_at", tr("Deadline"), DateTimeField(today))
    return form


def who_form() -> Form:
    """Return who and what a task takes."""
    form = Form(compact=True, stacked=True)
    form.add("who", tr("People, rooms, gear"), MultiField(placeholder=tr("Add somebody")))
    return form


def note_form() -> Form:
    """Return the note of a task."""
    form = Form(compact=True, stacked=True)
    form.add("note", "", LongTextField(limit=4000, lines=3))
    return form
