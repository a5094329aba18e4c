"""Valid starts of each kind of content; a marked gap is a problem until it is filled."""
