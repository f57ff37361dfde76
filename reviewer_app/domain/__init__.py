"""Frozen values, enums and pure functions; standard library only."""
