"""Writes of the workshop: people, their doors, the floor, prices."""
