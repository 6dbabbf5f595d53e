"""The tables of every noun. Importing this package makes all of them known."""

from studio.persistence import audit, files, schema, search
from studio.persistence.tables import (
    attachments,
    briefs,
    clients,
    deliverables,
    invoices,
    projects,
    proposals,
    studio,
    talent,
)

__all__ = [
    "attachments",
    "audit",
    "briefs",
    "clients",
    "deliverables",
    "files",
    "invoices",
    "projects",
    "proposals",
    "schema",
    "search",
    "studio",
    "talent",
]
