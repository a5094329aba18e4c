"""Notebooks: percent scripts that are executed once, cached, checked and shown as ordinary pages."""
