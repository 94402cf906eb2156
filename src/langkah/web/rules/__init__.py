"""The room Rules: the rule book of customs, who checked it, and what a change touches."""
