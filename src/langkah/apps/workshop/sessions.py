"""Sessions in Django's own table, read with one plain statement; everything else is Django's."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

READ = f"""SELECT session_data FROM {Session._meta.db_table}
    WHERE session_key = %s AND expire_date > %s"""  # noqa: S608 - a table's own name


class SessionStore(DatabaseSessions):
    """Every page begins by reading a session, and building that query costs more than running it.

    Signed, expiring and revoked by deleting the row, as ever.
    """

    def load(self) -> dict[str, Any]:
        """What the session holds; an unknown or expired key is forgotten."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key, now])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
