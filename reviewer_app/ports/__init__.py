"""Protocols between services and the outside."""
