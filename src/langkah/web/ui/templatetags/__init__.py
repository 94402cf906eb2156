"""Template tags of the ui kit."""
