"""The window of Callboard. Knows nothing of SQL; asks studio.services for everything."""
