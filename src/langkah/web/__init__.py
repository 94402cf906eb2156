"""Rooms: screens that ask queries and call actions."""
