"""Tests of the same folder of ui."""
