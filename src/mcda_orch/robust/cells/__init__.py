"""Which cells: ranks over all that blank and uncertain cells could hold, policies for blanks, and the fewest cells to change."""
