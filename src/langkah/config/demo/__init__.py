"""The demo workshop: read from examples/kenzi, given a year of life by a seeded generator."""
