"""Documents of our own: problem files, and outcomes as JSON."""
