"""The tables of every noun. Importing this package makes all of them known."""

from studio.persistence import audit, files, schema, search
from studio.persistence.tables import (
    attachments,
    bookings,
    briefs,
    clients,
    deliverables,
    invoices,
    projects,
    proposals,
    schedule,
    shoots,
    studio,
    talent,
)

__all__ = [
    "attachments",
    "audit",
    "bookings",
    "briefs",
    "clients",
    "deliverables",
    "files",
    "invoices",
    "projects",
    "proposals",
    "schedule",
    "schema",
    "search",
    "shoots",
    "studio",
    "talent",
]
