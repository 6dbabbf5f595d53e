"""Dialogs of releases: what somebody lets be used, and taking that back."""

from typing import Any

from PySide6.QtWidgets import QWidget

from studio.domain import agreements as rules
from studio.services import agreements
from studio.services.agreements import Release
from ui.context import Context
from ui.forms.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    MultiField,
    PickField,
    TextField,
)
from ui.language import text, tr
from ui.talent import words
from ui.talent.agreeing import AgreementDialog
from ui.talent.finding import Finder
from ui.widgets.picks import Choice


class ReleaseDialog(AgreementDialog):
    """A release: kind, what it covers, where, how long, who signed."""

    def __init__(
        self, context: Context, talent_id: int, parent: QWidget, one: Release | None = None
    ) -> None:
        title = tr("Change the release") if one else tr("New release")
        super().__init__(context, title, parent)
        self._talent, self._one = talent_id, one
        self._project = PickField(Finder(context, self).projects, none=tr("Every project"))
        today, form = context.clock.today(), self.form
        kinds = [Choice(code, text(name)) for code, name in rules.RELEASES.items()]
        media = [Choice(code, text(name)) for code, name in rules.CHANNELS.items()]
        form.add("kind", tr("Kind"), ChoiceField(kinds), required=True)
        form.add("scope", tr("Covers"), TextField(limit=300), required=True)
        form.add("project_id", tr("Project"), self._project)
        form.add("media", tr("Media"), MultiField(media, placeholder=tr("All")))
        everywhere = tr("Everywhere", "place")
        form.add(
            "territory", tr("Territory"), ChoiceField(words.country_choices(), none=everywhere)
        )
        form.add("first_on", tr("From", "day"), DateField(today))
        form.add("last_on", tr("To", "day"), DateField(today))
        form.add("signed_on", tr("Signed on"), DateField(today))
        form.add("signed_by", tr("Signed by"), TextField(limit=120))
        form.add("guardian", tr("Guardian"), TextField(limit=120))
        form.add("note", tr("Note"), LongTextField(lines=2))
        names = ("kind", "scope", "media", "first_on", "last_on", "signed_on", "signed_by",
                 "guardian", "note")  # fmt: skip
        if one is None:
            form.set_value({"kind": "likeness"})
        else:
            form.set_value({name: getattr(one, name) for name in names})
            form.set_value({"territory": one.territory or None})
            self._project.set_value(one.project_id, words.named(one.project))
        self.add(form)
        self.set_primary(tr("Keep"))
        form.focus_first()

    def command(self) -> Any:
        """Return the new or changed release."""
        values = self.form.value()
        for name in ("scope", "territory", "signed_by", "guardian", "note"):
            values[name] = values[name] or ""
        values["media"] = list(values["media"] or ())
        if self._one is None:
            return agreements.add_release(self._talent, values)
        return agreements.change_release(self._one.id, version=self._one.version, values=values)


class RevokeDialog(AgreementDialog):
    """Why somebody takes a consent back."""

    def __init__(self, context: Context, one: Release, parent: QWidget) -> None:
        super().__init__(context, tr("Revoke the release"), parent)
        self._one = one
        self.say(tr("What is out under it must come down."))
        self.form.add("reason", tr("Reason"), TextField(limit=300), required=True)
        self.add(self.form)
        self.set_primary(tr("Revoke", "verb"), danger=True)
        self.form.focus_first()

    def command(self) -> Any:
        """Return the revocation."""
        return agreements.revoke_release(
            self._one.id, version=self._one.version, reason=self.form.value()["reason"]
        )
