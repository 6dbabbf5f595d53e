"""A plan as rows of a table, one task each, as spreadsheets and other programs keep it.

Written columns have fixed English heads; read are those and what Microsoft Project and Chinese
programs call them. A table has no calendars and no zone: whoever reads it says which are meant.
"""

from studio.domain.schedule.exchange.table.reading import read
from studio.domain.schedule.exchange.table.writing import write

__all__ = ["read", "write"]
