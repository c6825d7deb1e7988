"""Who has answered a survey and what was answered can no longer be laid beside each other by their order.

`SurveyPart` named the registration, both tables counted their rows up in the order of answering: whoever held a copy of
the database could pair them. Now the first has marks that only the installation's key makes, the second numbers of
chance, and lies on the disk in their order.
"""

import uuid
from typing import Any

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ANEW = """
ALTER TABLE events_surveyanswer ALTER COLUMN id DROP IDENTITY;
ALTER TABLE events_surveyanswer ALTER COLUMN id TYPE uuid USING gen_random_uuid();
CLUSTER events_surveyanswer USING events_surveyanswer_pkey;
"""


def mark(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    from svetovod.web.events.tokens import survey_mark

    old, new = apps.get_model("events", "SurveyPart"), apps.get_model("events", "SurveyMark")
    found: Any = (row.registration for row in old._default_manager.select_related("registration"))
    made = [new(mark=survey_mark(row), session_id=row.session_id) for row in found]
    new._default_manager.bulk_create(sorted(made, key=lambda row: row.mark), ignore_conflicts=True)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come cannot be renamed


class Migration(migrations.Migration):
    dependencies = [("events", "0007_term_to_confirm")]

    operations = [
        migrations.CreateModel(
            name="SurveyMark",
            fields=[
                ("mark", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="survey_parts",
                        to="events.practicalsession",
                    ),
                ),
            ],
        ),
        migrations.RunPython(mark, elidable=True),
        migrations.DeleteModel("SurveyPart"),
        migrations.RenameModel("SurveyMark", "SurveyPart"),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(ANEW)],
            state_operations=[
                migrations.AlterField(
                    "surveyanswer", "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
            ],
        ),
    ]  # fmt: skip
