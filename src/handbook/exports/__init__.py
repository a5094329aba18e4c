"""What readers take away: which files there are, and the record from which the site links them."""
