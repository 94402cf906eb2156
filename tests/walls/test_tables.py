"""Rules that every table keeps: it belongs to a workshop, and it never points up the trade flow."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import models

from tests.walls.filling import ours

# Later steps of the trade may point to earlier ones, never the reverse.
FLOW = (
    ("workshop",),
    ("catalogue", "buyers", "partners", "readiness", "rules"),
    ("channels",),
    ("inbox",),
    ("sales",),
    ("production",),
    ("dispatch",),
    ("payments",),
    ("insight", "study"),
)
STEP = {app: place for place, apps in enumerate(FLOW) for app in apps}
# Rows of a person, not of a workshop, and the workshop itself.
WITHOUT = {
    "workshop.Workshop": "is the tenant",
    "workshop.User": "a person may work in several workshops",
    "workshop.SignIn": "of a person",
    "workshop.SignInAttempt": "before anybody is known",
    "workshop.SecondFactor": "of a person",
    "workshop.RecoveryCode": "of a person",
}
TABLES = ours()


def called(model: type[models.Model]) -> str:
    return model._meta.label


def foreign_keys(model: type[models.Model]) -> list[models.ForeignKey]:
    return [field for field in model._meta.fields if isinstance(field, models.ForeignKey)]


@pytest.mark.parametrize("model", TABLES, ids=called)
def test_a_table_belongs_to_a_workshop(model):
    if model._meta.label in WITHOUT:
        return
    field = model._meta.get_field("workshop")
    assert field.remote_field.model._meta.label == "workshop.Workshop"
    assert not field.null
    assert field.remote_field.on_delete is models.CASCADE


@pytest.mark.parametrize("model", TABLES, ids=called)
def test_a_table_never_points_up_the_trade_flow(model):
    here = model._meta.app_label
    for field in foreign_keys(model):
        there = field.remote_field.model._meta.app_label
        beside = here == there or STEP[there] < STEP[here]
        assert beside, f"{called(model)}.{field.name} points to {there}"


@pytest.mark.parametrize("model", TABLES, ids=called)
def test_money_is_exact_and_named(model):
    for field in model._meta.fields:
        assert not isinstance(field, models.FloatField), f"{field.name} is a float"


@pytest.mark.parametrize("model", TABLES, ids=called)
def test_a_rule_of_the_database_has_a_name_that_says_it(model):
    for rule in model._meta.constraints:
        words = rule.name.split("_")
        assert len(words) > 2, f"{rule.name} does not say what is wrong"


def test_every_table_without_a_workshop_exists():
    assert set(WITHOUT) <= {called(model) for model in TABLES}


@pytest.mark.django_db
def test_the_migrations_make_the_tables_as_they_are_written():
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())
