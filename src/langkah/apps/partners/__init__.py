"""Partners: the carriers a workshop ships with, and what they charge from when to when."""
