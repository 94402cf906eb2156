"""Insight: what the memories of all rooms say together. It reads and never writes."""
