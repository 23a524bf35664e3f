"""Groups of experts."""
