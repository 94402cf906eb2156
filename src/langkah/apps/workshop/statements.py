"""Queries of Django's that are built once and asked many times, their rows as plain tuples.

A price asks a dozen tables, and building a query takes Django several times as long as the database
needs to answer it. What is asked is still written as a query, so that columns, conversions and each
kind of database stay Django's business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from inspect import signature
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection, connections
from django.db.models import QuerySet, Value
from django.db.models.sql import Query

Told = str | int | date | datetime


@dataclass(frozen=True, slots=True)
class _Open:
    """The place of a value that is told when the statement is asked."""

    name: str


@dataclass(frozen=True, slots=True)
class _Built:
    sql: str
    params: tuple[Any, ...]
    query: Query
    # Columns that come otherwise than Python has them, by place in the row
    converted: dict[int, Any]


class Statement:
    """A query with open places: those parameters of the function that builds it."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._built: dict[str, _Built] = {}
        # By connection, of which each thread has its own
        self._how: WeakKeyDictionary[Any, dict[int, Any]] = WeakKeyDictionary()

    def __call__(self, **told: Told) -> list[tuple[Any, ...]]:
        """The rows for these values, each value by the name of its place. One query."""
        known = self._known()
        params = [
            _adapted(told[one.name]) if isinstance(one, _Open) else one for one in known.params
        ]
        with connection.cursor() as cursor:
            cursor.execute(known.sql, params)
            return self._converted(known, cursor.fetchall())

    def _known(self) -> _Built:
        """The statement for this kind of database; two threads may both build it, alike."""
        known = self._built.get(connection.vendor)
        if known is None:
            places = {name: Value(_Open(name)) for name in signature(self._build).parameters}
            query = self._build(**places).query
            compiler = query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            columns = [one for one, *_ in compiler.select]
            converted = {place: columns[place] for place in compiler.get_converters(columns)}
            known = self._built[connection.vendor] = _Built(sql, tuple(params), query, converted)
        return known

    def _converted(self, known: _Built, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        if not known.converted:
            return rows
        compiler = known.query.get_compiler(connection=connection)
        mine = connections[connection.alias]
        how = self._how.get(mine)
        if how is None:
            found = compiler.get_converters(known.converted.values()).values()
            how = dict(zip(known.converted, found, strict=True))
            self._how[mine] = how
        return list(map(tuple, compiler.apply_converters(rows, how)))


def _adapted(value: Told) -> Any:  # noqa: ANN401 - as the database's driver wants it
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
