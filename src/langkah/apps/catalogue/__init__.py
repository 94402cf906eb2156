"""The catalogue: what a workshop makes, of what, how, and what a pair costs it."""
