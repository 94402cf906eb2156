"""Settings, addresses, commands: the only floor that knows all the others."""
