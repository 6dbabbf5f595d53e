"""What can be refused. Everything else that is raised is a bug and goes to the crash dialog."""

from collections.abc import Mapping

from studio.text import Message


class StudioError(Exception):
    """Something a person can understand and mend."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class Invalid(StudioError):
    """Typed values that cannot be kept; `fields` names each field with its reason."""

    def __init__(self, fields: Mapping[str, Message], message: Message | None = None) -> None:
        self.fields = dict(fields)
        first = next(iter(self.fields.values()), Message("This cannot be saved."))
        super().__init__(message or first)


class Conflict(StudioError):
    """The record changed since it was read; carries who changed it, when, and both values."""

    def __init__(
        self,
        message: Message,
        *,
        noun: str = "",
        key: int = 0,
        theirs: Mapping[str, object] | None = None,
        yours: Mapping[str, object] | None = None,
        version: int = 0,
    ) -> None:
        super().__init__(message)
        self.noun = noun
        self.key = key
        self.theirs = dict(theirs or {})
        self.yours = dict(yours or {})
        self.version = version


class Locked(StudioError):
    """An issued or sent document: it never changes, and the message names the legal way out."""


class Missing(StudioError):
    """The record is not there (any more)."""


class Denied(StudioError):
    """The person has no right to do or see this."""


class Unavailable(StudioError):
    """The studio file or server cannot be reached or written now; trying again may work."""


class OpeningProblem(StudioError):
    """A studio that was not opened; `kind` says what stands in the way, `ways` what can be done.

    Kinds: missing, not_a_studio, newer, older, damaged, in_use, unreachable, upgrade.
    Ways: read_only, restore, take_over, create, again, leave. The studio has not been touched.
    """

    def __init__(self, message: Message, kind: str, ways: tuple[str, ...] = ("leave",)) -> None:
        super().__init__(message)
        self.kind = kind
        self.ways = ways
