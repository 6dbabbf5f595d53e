"""Every test here begins with the light look in English."""

from tests.ui.looks import plain_look

__all__ = ["plain_look"]
