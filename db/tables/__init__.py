"""Typed ORM classes, one file an aggregate."""
