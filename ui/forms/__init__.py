"""Forms: rows of label and field, their values and errors, and half-typed text kept safe."""
