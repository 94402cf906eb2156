"""The room Production: the plan, an order's steps, capacity that quotes hold."""
