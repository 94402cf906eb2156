"""What people type to sign in, read as one account."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.apps.workshop.accounts import Account, read


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("0812 3456 7801", Account(phone="+6281234567801")),
        ("+62 812-3456-7801", Account(phone="+6281234567801")),
        ("62812 34567801", Account(phone="+6281234567801")),
        ("+31 6 12345678", Account(phone="+31612345678")),
        (" Sari@Kenzi.Example ", Account(email="sari@kenzi.example")),
        ("sari", None),
        ("sari@", None),
        ("12345", None),
        ("", None),
    ],
)
def test_an_account_is_written_in_many_ways(text, account):
    assert read(text) == account


@given(st.text(max_size=60))
def test_any_text_is_an_account_or_none_and_reading_twice_changes_nothing(text):
    account = read(text)
    if account is not None:
        assert read(str(account)) == account
