"""Journey: the five stages, told by records."""
