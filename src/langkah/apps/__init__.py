"""Memories: models, queries (reads) and actions (writes) in the order of the trade."""
