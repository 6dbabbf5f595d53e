"""Runs commands and queries off the window's thread and answers on it."""

from ui.tasks.calls import Inline, Order, Progress, Question, Studio
from ui.tasks.runner import Tasks

__all__ = ["Inline", "Order", "Progress", "Question", "Studio", "Tasks"]
