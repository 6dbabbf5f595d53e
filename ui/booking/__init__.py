"""Booking somebody or something, with what stands in the way said before it is saved."""
