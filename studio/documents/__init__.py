"""How proposals and invoices print: frozen values in, the bytes of a tagged, archival PDF out."""
