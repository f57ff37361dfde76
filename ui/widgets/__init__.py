"""Reusable views, delegates and the look."""
