"""About Callboard: version, where the data is, and the health of its storage."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

import studio
from ui.language import tr
from ui.startup import Opened
from ui.widgets.dialogs import Dialog
from ui.widgets.facts import Facts


class About(Dialog):
    """Names the program and what it stands on."""

    def __init__(self, parent: QWidget, opened: Opened | None) -> None:
        super().__init__(tr("About Callboard"), parent, width=480)
        self.say(tr("Briefs, proposals, production and money of a creative studio, in one place."))
        facts = Facts(columns=1, label_width=112)
        facts.add(tr("Version"), studio.__version__)
        facts.add(tr("Qt"), qVersion() or "")
        facts.add(tr("Python"), platform.python_version())
        if opened is not None:
            facts.add(tr("Studio file"), opened.place)
        self.add(facts)
        self.set_primary(tr("Close"))
        self.set_cancel(tr("Close")).hide()  # one button is enough; Esc closes too
        self.confirmed.connect(self.accept)
