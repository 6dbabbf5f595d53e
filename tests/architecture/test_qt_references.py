"""Guard against a Qt that aborts: on Python 3.11, PySide6 6.12.0 loses a reference to None a call.

None starts with some 6,400 references; without them the program ends in "none_dealloc".
"""

import sys

import pytest
from PySide6.QtWidgets import QLabel

CALLS = 300


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_none_keeps_its_references(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - CALLS // 10
