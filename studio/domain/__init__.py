"""Rules on plain values: no SQL, no Qt, no clock."""
