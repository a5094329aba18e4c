"""Valid starts of each kind of content; every gap is marked, and a marked gap is a problem until it is filled."""
