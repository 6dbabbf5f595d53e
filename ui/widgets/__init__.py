"""The parts every page is made of, one module per family. Words come in already translated."""
