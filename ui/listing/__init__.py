"""Lists of records: what the lists of all areas share: filters, views, columns, picks, a pane."""
