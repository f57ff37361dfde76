"""Readers and writers of files; the only place that imports file parsers."""
