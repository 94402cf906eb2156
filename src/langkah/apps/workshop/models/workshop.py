"""A workshop is a tenant: nothing of it is ever seen by another."""

from __future__ import annotations

from django.db import models


class Workshop(models.Model):
    """A made-to-order workshop with its own people, products, buyers and money."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    village = models.CharField(max_length=120, blank=True)
    city = models.CharField(max_length=120, blank=True)
    story = models.TextField(blank=True)
    currency = models.CharField(max_length=3, default="IDR")
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
