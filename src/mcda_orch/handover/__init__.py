"""What optimisers and dataframes hand over for a decision."""
