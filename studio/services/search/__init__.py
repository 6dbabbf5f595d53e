"""Search over all nouns."""

from studio.services.search.finding import find, rebuild, refresh
from studio.services.search.sources import Hit

__all__ = ["Hit", "find", "rebuild", "refresh"]
