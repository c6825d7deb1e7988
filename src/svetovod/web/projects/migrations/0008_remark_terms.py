import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0007_imports_replaced'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='remark',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='remark',
            name='update_update',
        ),
        migrations.AddField(
            model_name='remark',
            name='answer_by',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='remark',
            name='released',
            field=models.BooleanField(default=True),
        ),
        # what was written before was read by the whole team
        migrations.AlterField(
            model_name='remark',
            name='released',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='remarkevent',
            name='answer_by',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='remarkevent',
            name='released',
            field=models.BooleanField(default=True),
        ),
        # what was written before was read by the whole team
        migrations.AlterField(
            model_name='remarkevent',
            name='released',
            field=models.BooleanField(default=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='remark',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_remarkevent" ("answer_by", "author_id", "created_at", "due", "fixed_in_id", "id", "key", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "project_id", "released", "reopened", "section", "severity", "state", "text", "version_id", "visibility") VALUES (NEW."answer_by", NEW."author_id", NEW."created_at", NEW."due", NEW."fixed_in_id", NEW."id", NEW."key", NEW."occasion", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."project_id", NEW."released", NEW."reopened", NEW."section", NEW."severity", NEW."state", NEW."text", NEW."version_id", NEW."visibility"); RETURN NULL;', hash='255e9ad90344c1d7530931fa8322257b5da3f719', operation='INSERT', pgid='pgtrigger_insert_insert_f7a92', table='projects_remark', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='remark',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_remarkevent" ("answer_by", "author_id", "created_at", "due", "fixed_in_id", "id", "key", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "project_id", "released", "reopened", "section", "severity", "state", "text", "version_id", "visibility") VALUES (NEW."answer_by", NEW."author_id", NEW."created_at", NEW."due", NEW."fixed_in_id", NEW."id", NEW."key", NEW."occasion", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."project_id", NEW."released", NEW."reopened", NEW."section", NEW."severity", NEW."state", NEW."text", NEW."version_id", NEW."visibility"); RETURN NULL;', hash='21e7cbd38d1c7f5f498fe76c5c6a93e46116ef2b', operation='UPDATE', pgid='pgtrigger_update_update_aafb6', table='projects_remark', when='AFTER')),
        ),
    ]
