"""Which stations get a van before seven: a sample to replace, piece by piece, by your own decision."""
