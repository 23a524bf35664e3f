"""Files as tables of text: separated values, Markdown, spreadsheets, Parquet, JSON."""
