"""The one door to the network: one folder a channel."""
