"""Sales: inquiries, quotes with frozen versions, what buyers answer, and orders."""
