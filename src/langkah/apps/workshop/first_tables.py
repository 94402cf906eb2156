"""A first migration that makes all tables of an app in one go.

Django pictures every related table anew after each table it makes, and in this house every table
is related to the workshop: of a first start, that was most of the time.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class FirstTables(migrations.Migration):
    """Operations that only make what is new: each sees the tables as they are after the last."""

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,
    ) -> ProjectState:
        """Make the tables; gives the state with all of them."""
        project_state.__dict__.pop("apps", None)
        after = self.mutate_state(project_state, preserve=False)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, after, after)
        return after
