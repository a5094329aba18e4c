"""Adapt MkDocs 1.6.1 to the handbook; besides hooks/ the only code that imports MkDocs."""
