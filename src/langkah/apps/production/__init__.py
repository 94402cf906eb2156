"""Production: the plan, and the capacity that open quotes hold."""
