"""The public site: the workshop's own page and the buyer's page of an offer."""
