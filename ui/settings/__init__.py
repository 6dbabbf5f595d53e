"""Settings: the studio, its companies and people, numbers, taxes, documents, and this machine."""
