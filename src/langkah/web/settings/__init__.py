"""Settings: signing in, people, the floor, prices, safety."""
