"""The program, with no Qt and no SQL in it."""
