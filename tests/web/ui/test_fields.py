"""Figures in forms, as people type them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django import forms

from langkah.web.ui.fields import NumberField, PercentField


@pytest.mark.parametrize("text", ["30", "30%", " 30 % ", "30,0 %"])
def test_the_sign_may_stand_behind_a_percentage(text):
    assert PercentField().clean(text) == Decimal("0.3")


def test_a_limit_is_said_as_people_write_it(settings):
    from django.utils import translation

    with translation.override("id"), pytest.raises(forms.ValidationError, match="0,01"):
        NumberField(least=Decimal("0.01")).clean("0")
