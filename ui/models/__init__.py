"""Lists of records: rows by id, cells by page, painted by delegates."""
