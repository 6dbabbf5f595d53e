"""The fields that say what a booking advertises: for whom, what, where, on which platforms."""

from typing import Any

from PySide6.QtWidgets import QSizePolicy

from studio.domain.categories import called
from studio.domain.names import pick
from studio.services import bookings
from studio.services.bookings import About
from ui.booking import choices
from ui.context import Context
from ui.forms.fields import MultiField, PickField, TextField
from ui.forms.form import Form
from ui.language import language, tr

NAMES = ("client", "category", "territory", "platforms")


class Purpose:
    """Rows of a form: they follow the project or brief, and can be said otherwise.

    Rooms, gear and staff advertise nothing; their form does without these rows.
    """

    def __init__(self, context: Context, owner: Any) -> None:
        self._context = context
        self._owner = owner
        self._form: Form | None = None
        self.client = PickField(
            choices.Clients(context, owner).find, none=tr("None"), placeholder=tr("Choose a client")
        )
        self.client.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.category = TextField(limit=80)

    def add_to(self, form: Form) -> None:
        """Put the rows into a form of two columns."""
        everywhere = tr("Everywhere", "place")
        form.add("client", tr("Client"), self.client)
        form.add("category", tr("Advertises"), self.category, column=1)
        form.add("territory", tr("Countries"), MultiField(choices.places(), placeholder=everywhere))
        form.add(
            "platforms", tr("Platforms"), MultiField(choices.platforms(), placeholder=tr("All")),
            column=1,
        )  # fmt: skip
        self._form = form

    def show_for(self, noun: str) -> None:
        """Show the rows where they matter: for people of the roster, and while it is open who."""
        if self._form is not None:
            for name in NAMES:
                self._form.row(name).setVisible(noun in ("", "talent"))

    def follow(self, *, fill: bool) -> None:
        """Ask what follows from the work or client that is chosen, and show it.

        `fill` takes its countries and platforms over; else they stay as they are kept.
        """
        if self._form is None:
            return
        value = self._form.value()

        def show(about: About) -> None:
            self._show(about, fill=fill)

        self._context.tasks.ask(
            bookings.about(value["work"], value["client"]), owner=self._owner, then=show,
            slot="about",
        )  # fmt: skip

    def _show(self, about: About, *, fill: bool) -> None:
        if self._form is None:
            return
        led = self._form.value()["work"] is not None
        if led:
            self.client.set_value(about.client_id, pick(about.client, about.client_zh, language()))
        self.client.set_locked(led)
        self.client.setToolTip(tr("The client of the project or brief.") if led else "")
        known = called(about.category)
        words = pick(known.en, known.zh, language())
        self.category.setPlaceholderText(words or tr("headphones"))
        if fill:
            self._form.set_value({"territory": about.territory, "platforms": about.platforms})
