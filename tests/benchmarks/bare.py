"""The floor of starting: an empty window. Run by tests.benchmarks.starting as a program."""

import sys

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.benchmarks.moments import leave, now


class Window(QMainWindow):
    """Leaves after it was painted for the first time."""

    def event(self, event):
        """Let Qt paint, tell, leave."""
        done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            leave(shown=now(float(sys.argv[1])))
        return done


if __name__ == "__main__":
    app = QApplication([])
    window = Window()
    window.resize(1440, 900)
    window.show()
    app.exec()
