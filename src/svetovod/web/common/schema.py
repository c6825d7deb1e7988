"""Tables of an app made at once: a migration that draws the state of all models anew once, not at each of its steps."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import CreateModel, IndexOperation
from django.db.migrations.state import ProjectState

IN_THE_TABLE = (FieldOperation, IndexOperation)


class Together(Operation):
    """Operations that look only at the state before and after all of them. A table is made as it will be in the end:
    what is added to a model that is created here (a field that refers to a later one, a constraint) is in its table
    already. Tables may refer to each other in any order, for PostgreSQL gets the foreign keys last.

    Django draws every model related to the changed one anew after each operation; with a hundred models that refer to
    people and organisations an empty database took minutes of the processor. Where all operations are about models that
    are created here, only those are drawn; relations to earlier models are added to these as they stand.
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [self.operations], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        drawn = state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if drawn and all(_about(operation) in self._created() for operation in self.operations):
            drawn.render_multiple([state.models[app_label, name] for name in self._created()])
            state.__dict__["apps"] = drawn

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        created = self._created()
        for operation in self.operations:
            if isinstance(operation, IN_THE_TABLE) and operation.model_name_lower in created:
                continue
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, from_state)

    def _created(self) -> list[str]:
        """Names of the models that are created here, in that order."""
        return [operation.name_lower for operation in self.operations if isinstance(operation, CreateModel)]

    def describe(self) -> str:
        return f"Create {len(self.operations)} tables and triggers at once"


def _about(operation: Operation) -> str:
    """The name of the one model that the operation creates or changes; empty where it is about something else."""
    named = operation.name if isinstance(operation, CreateModel) else getattr(operation, "model_name", "")
    return str(named).lower()
