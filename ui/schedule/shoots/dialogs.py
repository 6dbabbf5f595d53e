"""Dialogs of shoot days: a new one, sending the sheets, why one is cancelled."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio import writing
from studio.documents.press import Builder
from studio.domain import shoots as rules
from studio.services import projects
from studio.services.projects import Pick
from studio.services.publish import email_draft
from studio.services.shoots import Begun, Outgoing, Shoot
from studio.text import Message
from ui.context import Context
from ui.forms.fields import CheckField, ChoiceField, DateField, LongTextField
from ui.forms.form import Form
from ui.language import text, tr, trn, weekday_date
from ui.schedule.shoots.words import choices, named
from ui.widgets.checks import Check
from ui.widgets.dialogs import Dialog
from ui.widgets.picks import Choice


class NewDayDialog(Dialog):
    """Asks for project and day; shoots of the schedule that have no day yet come first."""

    wished = Signal(int, object, object)
    """Emitted when a day is to be made: the project's id, the day, the task's id or None."""

    def __init__(self, context: Context, begun: Sequence[Begun], parent: QWidget) -> None:
        super().__init__(tr("New shoot day"), parent, width=480)
        self._begun = {str(place): one for place, one in enumerate(begun)}
        self.form = Form(framed=True)
        offers = [
            Choice(
                key,
                named(one.title, one.title_zh) or named(one.project, one.project_zh),
                fact=_facts(one),
                hue=one.hue,
            )
            for key, one in self._begun.items()
        ]
        self.offer = ChoiceField([*offers, Choice("", tr("Another day"))])
        self.project = ChoiceField([])
        self.day = DateField(context.clock.today())
        if offers:
            self.form.add("offer", tr("Shoot"), self.offer)
        self.form.add("project", tr("Project"), self.project)
        self.form.add("day", tr("Day"), self.day)
        self.add(self.form)
        self.say(tr("Whoever and whatever is booked for the project that day is called."))
        self.set_primary(tr("Make shoot day"))
        self.set_cancel(tr("Cancel"))
        self.offer.set_value(offers[0].value if offers else "")
        self.form.committed.connect(self._on_form_committed)
        self.confirmed.connect(self._on_confirmed)
        context.tasks.ask(projects.picks(limit=300), owner=self, then=self._on_projects)
        self._on_form_committed("offer", None)

    def _on_projects(self, found: Sequence[Pick]) -> None:
        self.project.set_choices(
            [
                Choice(one.id, named(one.name, one.name_zh), fact=one.number, hue=one.hue)
                for one in found
                if one.state not in ("closed", "cancelled")
            ]
        )

    def _on_form_committed(self, name: str, _value: object) -> None:
        own = not self._begun or self.offer.value() in ("", None)
        self.form.row("project").set_shown(own)
        self.form.row("day").set_shown(own)

    def _on_confirmed(self) -> None:
        begun = self._begun.get(str(self.offer.value() or ""))
        if begun is not None:
            self.wished.emit(begun.project_id, begun.day, begun.task_id)
            return
        project, day = self.project.value(), self.day.value()
        if not project:
            self.set_problem(tr("Choose the project."))
        elif not isinstance(day, date):
            self.set_problem(tr("Choose the day."))
        else:
            self.wished.emit(int(project), day, None)


def _facts(one: Begun) -> str:
    if not one.bookings:
        return weekday_date(one.day)
    booked = trn("{n} booked", "{n} booked", one.bookings)
    return tr("{day}, {booked}").format(day=weekday_date(one.day), booked=booked)


class SendDialog(Dialog):
    """Chooses who gets their sheet, how, and into which folder the PDFs are written."""

    wished = Signal(object, str, bool)
    """Emitted when it is to be sent: the rows' ids, the channel, with mail drafts."""

    def __init__(self, shoot: Shoot, parent: QWidget) -> None:
        super().__init__(tr("Send call sheet"), parent, width=520)
        self.say(
            tr("Version {letter}, one PDF each with their own call on top.").format(
                letter=shoot.row.revision
            )
        )
        self.people: dict[int, Check] = {}
        for person in shoot.people:
            check = Check(named(person.name, person.name_zh))
            newest = person.sent_revision == shoot.row.revision
            check.setChecked(not newest)
            self.people[person.id] = check
            self.add(check)
        form = Form(framed=True)
        self.channel = ChoiceField(choices(rules.CHANNELS.items()))
        self.channel.set_value("wechat")
        self.mail = CheckField(tr("Write a mail draft for each"))
        form.add("channel", tr("By"), self.channel)
        form.add("mail", "", self.mail)
        self.add(form)
        self.set_primary(tr("Save the PDFs"))
        self.set_cancel(tr("Cancel"))
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        picked = [key for key, check in self.people.items() if check.isChecked()]
        if not picked:
            self.set_problem(tr("Choose somebody."))
            return
        self.wished.emit(picked, str(self.channel.value() or ""), bool(self.mail.value()))


def folder_dialog(parent: QWidget) -> QFileDialog:
    """Return the dialog that asks for the folder the sheets are written to."""
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, tr("Folder for the call sheets"), home)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog


class WriteSheets:
    """Builds one PDF for each person and writes it, with its mail draft where wished."""

    def __init__(
        self, press: Builder, sheets: Sequence[Outgoing], folder: Path, *, mail: bool
    ) -> None:
        self._press, self._sheets, self._folder, self._mail = press, sheets, folder, mail

    def __call__(self) -> int:
        """Write all files whole; return how many people got one."""
        futures = [self._press.build("callsheet", sheet.document) for sheet in self._sheets]
        for sheet, future in zip(self._sheets, futures, strict=True):
            data = future.result()
            path = self._folder / sheet.file_name
            writing.write_whole(path, data)
            if self._mail:
                draft = email_draft(sheet.letter, sheet.file_name, data)
                writing.write_whole(path.with_suffix(".eml"), draft)
        return len(self._sheets)


class CancelDialog(Dialog):
    """Asks why a day is cancelled."""

    wished = Signal(str)
    """Emitted when it is to be cancelled; carries the reason."""

    def __init__(self, shoot: Shoot, parent: QWidget) -> None:
        super().__init__(tr("Cancel shoot day"), parent, width=440)
        self.say(
            tr("The bookings of {day} stay as they are; release or cancel them one by one.").format(
                day=weekday_date(shoot.row.day)
            )
        )
        form = Form(framed=True, stacked=True)
        self.reason = LongTextField(limit=1000, lines=2)
        form.add("reason", tr("Why"), self.reason)
        self.add(form)
        self.set_primary(tr("Cancel the day"), danger=True)
        self.set_cancel(tr("Keep it"))
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        self.reason.settle()
        if not str(self.reason.value()).strip():
            self.set_problem(tr("Say why; whoever was called will ask."))
            return
        self.wished.emit(str(self.reason.value()))


def refusal(fields: Mapping[str, Message]) -> str:
    """Return the reasons of a refused sheet in one text."""
    return " ".join(text(words) for words in fields.values())
