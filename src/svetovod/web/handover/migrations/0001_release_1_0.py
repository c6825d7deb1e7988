import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('handover', '0001_schema')]

    initial = True

    dependencies = [
        ('accounts', '0001_release_1_0'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='Handover',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('started_at', models.DateTimeField()),
                        ('leaves_on', models.DateField()),
                        ('ground', models.CharField(blank=True, max_length=500)),
                        ('urgent', models.BooleanField(default=False, help_text='the roles were ended when it was started')),
                        ('closes_account', models.BooleanField(default=False)),
                        ('places', models.JSONField(default=list)),
                        ('roles', models.JSONField(default=list)),
                        ('ended', models.JSONField(default=list)),
                        ('state', models.CharField(choices=[('proposed', 'waits for consent'), ('agreed', 'agreed'), ('done', 'carried out'), ('revoked', 'called off')], default='proposed', max_length=10)),
                        ('forced_reason', models.CharField(blank=True, max_length=500)),
                        ('held_up', models.CharField(blank=True, max_length=500)),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('outcome', models.JSONField(default=list)),
                        ('forced_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('leaver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='HandoverEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('started_at', models.DateTimeField()),
                        ('leaves_on', models.DateField()),
                        ('ground', models.CharField(blank=True, max_length=500)),
                        ('urgent', models.BooleanField(default=False, help_text='the roles were ended when it was started')),
                        ('closes_account', models.BooleanField(default=False)),
                        ('places', models.JSONField(default=list)),
                        ('roles', models.JSONField(default=list)),
                        ('ended', models.JSONField(default=list)),
                        ('state', models.CharField(choices=[('proposed', 'waits for consent'), ('agreed', 'agreed'), ('done', 'carried out'), ('revoked', 'called off')], default='proposed', max_length=10)),
                        ('forced_reason', models.CharField(blank=True, max_length=500)),
                        ('held_up', models.CharField(blank=True, max_length=500)),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('outcome', models.JSONField(default=list)),
                        ('forced_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('leaver', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='handover.handover')),
                        ('started_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Succession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('work', models.CharField(choices=[('roles', 'roles and seats'), ('drafts', 'drafts'), ('cases', 'applications under review'), ('figures', 'requests for figures'), ('signing', 'right to sign'), ('registrations', 'registrations for sessions'), ('judgement', 'sheets and remarks of an expert')], max_length=20)),
                        ('accepted_at', models.DateTimeField(null=True)),
                        ('declined_at', models.DateTimeField(null=True)),
                        ('reason', models.CharField(blank=True, help_text='why it was declined', max_length=500)),
                        ('handover', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='successions', to='handover.handover')),
                        ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='SuccessionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('work', models.CharField(choices=[('roles', 'roles and seats'), ('drafts', 'drafts'), ('cases', 'applications under review'), ('figures', 'requests for figures'), ('signing', 'right to sign'), ('registrations', 'registrations for sessions'), ('judgement', 'sheets and remarks of an expert')], max_length=20)),
                        ('accepted_at', models.DateTimeField(null=True)),
                        ('declined_at', models.DateTimeField(null=True)),
                        ('reason', models.CharField(blank=True, help_text='why it was declined', max_length=500)),
                        ('handover', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='handover.handover')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='handover.succession')),
                        ('successor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddConstraint(
                    model_name='handover',
                    constraint=models.CheckConstraint(condition=models.Q(('leaver', models.F('forced_by')), _negated=True), name='handover_forced_by_other'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='closed_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IN (\'done\', \'revoked\') AND (OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."leaver_id" IS DISTINCT FROM (NEW."leaver_id")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='025ddaa6f0f4380eae182b397daa66ed7937b7a4', operation='UPDATE', pgid='pgtrigger_closed_frozen_652f2', table='handover_handover', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "handover_handoverevent" ("closed_at", "closes_account", "ended", "forced_by_id", "forced_reason", "ground", "held_up", "id", "leaver_id", "leaves_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "roles", "started_at", "started_by_id", "state", "urgent") VALUES (NEW."closed_at", NEW."closes_account", NEW."ended", NEW."forced_by_id", NEW."forced_reason", NEW."ground", NEW."held_up", NEW."id", NEW."leaver_id", NEW."leaves_on", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."places", NEW."roles", NEW."started_at", NEW."started_by_id", NEW."state", NEW."urgent"); RETURN NULL;', hash='5146515cf408cbe54f27046e0c73a0f7bfffd4c0', operation='INSERT', pgid='pgtrigger_insert_insert_8a516', table='handover_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "handover_handoverevent" ("closed_at", "closes_account", "ended", "forced_by_id", "forced_reason", "ground", "held_up", "id", "leaver_id", "leaves_on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "roles", "started_at", "started_by_id", "state", "urgent") VALUES (NEW."closed_at", NEW."closes_account", NEW."ended", NEW."forced_by_id", NEW."forced_reason", NEW."ground", NEW."held_up", NEW."id", NEW."leaver_id", NEW."leaves_on", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."places", NEW."roles", NEW."started_at", NEW."started_by_id", NEW."state", NEW."urgent"); RETURN NULL;', hash='32e7dcf9e76bceb563eba9d813d93ca922a28515', operation='UPDATE', pgid='pgtrigger_update_update_936b9', table='handover_handover', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='succession',
                    constraint=models.UniqueConstraint(fields=('handover', 'work'), name='succession_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='succession',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "handover_successionevent" ("accepted_at", "declined_at", "handover_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "successor_id", "work") VALUES (NEW."accepted_at", NEW."declined_at", NEW."handover_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."successor_id", NEW."work"); RETURN NULL;', hash='7b10e8346af81335d14a560b25c4d9dbf9a70514', operation='INSERT', pgid='pgtrigger_insert_insert_f5e29', table='handover_succession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='succession',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "handover_successionevent" ("accepted_at", "declined_at", "handover_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "successor_id", "work") VALUES (NEW."accepted_at", NEW."declined_at", NEW."handover_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."successor_id", NEW."work"); RETURN NULL;', hash='69a4b554a418964e97d443fe14c2d60da11bbeb8', operation='UPDATE', pgid='pgtrigger_update_update_163d8', table='handover_succession', when='AFTER')),
                ),
            ],
        ),
    ]
