"""The house over HTTP with JSON."""
