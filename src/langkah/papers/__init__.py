"""Given values, gives bytes: PDF and spreadsheets."""
