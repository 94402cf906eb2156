"""Version 1 of the API: JSON over HTTP, described by OpenAPI at /api/v1/docs-free schema."""
