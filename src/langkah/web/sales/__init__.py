"""The sales room: inquiries, quotes, orders and rate cards."""
