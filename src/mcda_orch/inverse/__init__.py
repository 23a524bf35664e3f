"""Questions asked backwards: which weights, which blanks, which slip explain what was published."""
