"""Steps from one schema to the next, run by studio.persistence.upgrade."""
