"""Buyers: who asks, where they live, and the language they read."""
