"""Dated world facts as data files, one typed loader a table."""
