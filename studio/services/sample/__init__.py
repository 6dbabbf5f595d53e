"""The demo studio: made from resources/demo once, kept, and copied fresh each time."""

from studio.services.sample.making import build_demo, make_demo

__all__ = ["build_demo", "make_demo"]
