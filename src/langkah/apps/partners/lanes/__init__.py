"""Lanes: the quotes and invoices that carriers sent, kept as they came."""
