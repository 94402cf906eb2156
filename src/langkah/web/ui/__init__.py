"""The ui kit: frame, components, charts and words that every room shares."""
