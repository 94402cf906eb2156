"""The workshop: who belongs to it, who works on its floor, and what was changed by whom."""
