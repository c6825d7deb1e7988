import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('rulebook', '0001_schema')]

    initial = True

    dependencies = [
        ('accounts', '0001_release_1_0'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='LawEdition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('act', models.CharField(max_length=20)),
                        ('number', models.CharField(blank=True, max_length=40)),
                        ('signed_on', models.DateField(blank=True, null=True)),
                        ('effective_from', models.DateField()),
                        ('publication', models.CharField(blank=True, max_length=200)),
                        ('note_ru', models.CharField(max_length=500)),
                        ('note_en', models.CharField(blank=True, max_length=500)),
                        ('changes', models.JSONField()),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('published', 'published'), ('discarded', 'discarded')], default='draft', max_length=12)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('earlier_drafters', models.JSONField(blank=True, default=list, help_text='persons (ids) who wrote it and handed it over')),
                        ('drafted_at', models.DateTimeField()),
                        ('edited_at', models.DateTimeField()),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('reason', models.TextField(blank=True, max_length=2000)),
                        ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-edited_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='LawEditionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('act', models.CharField(max_length=20)),
                        ('number', models.CharField(blank=True, max_length=40)),
                        ('signed_on', models.DateField(blank=True, null=True)),
                        ('effective_from', models.DateField()),
                        ('publication', models.CharField(blank=True, max_length=200)),
                        ('note_ru', models.CharField(max_length=500)),
                        ('note_en', models.CharField(blank=True, max_length=500)),
                        ('changes', models.JSONField()),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('published', 'published'), ('discarded', 'discarded')], default='draft', max_length=12)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('earlier_drafters', models.JSONField(blank=True, default=list, help_text='persons (ids) who wrote it and handed it over')),
                        ('drafted_at', models.DateTimeField()),
                        ('edited_at', models.DateTimeField()),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('reason', models.TextField(blank=True, max_length=2000)),
                        ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('drafted_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='rulebook.lawedition')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Verification',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('act', models.CharField(max_length=20)),
                        ('key', models.CharField(max_length=80)),
                        ('edition', models.DateField()),
                        ('value', models.CharField(max_length=300)),
                        ('point', models.CharField(max_length=200)),
                        ('publication', models.CharField(max_length=200)),
                        ('quote', models.TextField(max_length=4000)),
                        ('state', models.CharField(choices=[('proposed', 'waits for the second person'), ('confirmed', 'confirmed by two persons'), ('declined', 'declined by the second person'), ('withdrawn', 'withdrawn')], default='proposed', max_length=12)),
                        ('proposed_at', models.DateTimeField()),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('reason', models.TextField(blank=True, max_length=2000)),
                        ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-proposed_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='VerificationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('act', models.CharField(max_length=20)),
                        ('key', models.CharField(max_length=80)),
                        ('edition', models.DateField()),
                        ('value', models.CharField(max_length=300)),
                        ('point', models.CharField(max_length=200)),
                        ('publication', models.CharField(max_length=200)),
                        ('quote', models.TextField(max_length=4000)),
                        ('state', models.CharField(choices=[('proposed', 'waits for the second person'), ('confirmed', 'confirmed by two persons'), ('declined', 'declined by the second person'), ('withdrawn', 'withdrawn')], default='proposed', max_length=12)),
                        ('proposed_at', models.DateTimeField()),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('reason', models.TextField(blank=True, max_length=2000)),
                        ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='rulebook.verification')),
                        ('proposed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddConstraint(
                    model_name='lawedition',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('act', 'effective_from'), name='edition_once'),
                ),
                migrations.AddConstraint(
                    model_name='lawedition',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('closed_by__isnull', False), models.Q(('closed_by', models.F('drafted_by')), _negated=True), models.Q(('signed_on', None), _negated=True), models.Q(('number', ''), _negated=True)), _connector='OR'), name='edition_published_by_another'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lawedition',
                    trigger=pgtrigger.compiler.Trigger(name='closed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IN (\'published\', \'discarded\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f7ac6544c7c71732555932090f68f4f12914de3a', operation='UPDATE', pgid='pgtrigger_closed_51546', table='rulebook_lawedition', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lawedition',
                    trigger=pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='84e7af1c8c3898a2034eb8c70ab3ca0f05cade25', operation='DELETE', pgid='pgtrigger_kept_c2eea', table='rulebook_lawedition', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lawedition',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rulebook_laweditionevent" ("act", "changes", "closed_at", "closed_by_id", "drafted_at", "drafted_by_id", "earlier_drafters", "edited_at", "effective_from", "id", "is_demo", "note_en", "note_ru", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication", "reason", "signed_on", "state") VALUES (NEW."act", NEW."changes", NEW."closed_at", NEW."closed_by_id", NEW."drafted_at", NEW."drafted_by_id", NEW."earlier_drafters", NEW."edited_at", NEW."effective_from", NEW."id", NEW."is_demo", NEW."note_en", NEW."note_ru", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."publication", NEW."reason", NEW."signed_on", NEW."state"); RETURN NULL;', hash='04041bcb520e0be8ce2938f8c5f2c1e0db34b1f8', operation='INSERT', pgid='pgtrigger_insert_insert_3a20f', table='rulebook_lawedition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='lawedition',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "rulebook_laweditionevent" ("act", "changes", "closed_at", "closed_by_id", "drafted_at", "drafted_by_id", "earlier_drafters", "edited_at", "effective_from", "id", "is_demo", "note_en", "note_ru", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publication", "reason", "signed_on", "state") VALUES (NEW."act", NEW."changes", NEW."closed_at", NEW."closed_by_id", NEW."drafted_at", NEW."drafted_by_id", NEW."earlier_drafters", NEW."edited_at", NEW."effective_from", NEW."id", NEW."is_demo", NEW."note_en", NEW."note_ru", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publication", NEW."reason", NEW."signed_on", NEW."state"); RETURN NULL;', hash='99000f5a8d1daeedbda26bf90ab2051af99588d0', operation='UPDATE', pgid='pgtrigger_update_update_4e63c', table='rulebook_lawedition', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='verification',
                    constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('proposed', 'confirmed'))), fields=('key', 'edition'), name='verification_once'),
                ),
                migrations.AddConstraint(
                    model_name='verification',
                    constraint=models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='verification_two_persons'),
                ),
                migrations.AddConstraint(
                    model_name='verification',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), ('confirmed_by__isnull', False), _connector='OR'), name='verification_confirmed_by'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='verification',
                    trigger=pgtrigger.compiler.Trigger(name='as_read', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."act" IS DISTINCT FROM (NEW."act") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."edition" IS DISTINCT FROM (NEW."edition") OR OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."point" IS DISTINCT FROM (NEW."point") OR OLD."publication" IS DISTINCT FROM (NEW."publication") OR OLD."quote" IS DISTINCT FROM (NEW."quote") OR OLD."proposed_by_id" IS DISTINCT FROM (NEW."proposed_by_id") OR OLD."proposed_at" IS DISTINCT FROM (NEW."proposed_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4f6ec9e53733a7cf902245f9a43c9dd711c70f7f', operation='UPDATE', pgid='pgtrigger_as_read_7516e', table='rulebook_verification', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='verification',
                    trigger=pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='411a4bd085c118215b4551c17a8f40dd85abaace', operation='DELETE', pgid='pgtrigger_kept_b3334', table='rulebook_verification', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='verification',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "rulebook_verificationevent" ("act", "closed_at", "closed_by_id", "confirmed_at", "confirmed_by_id", "edition", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point", "proposed_at", "proposed_by_id", "publication", "quote", "reason", "state", "value") VALUES (NEW."act", NEW."closed_at", NEW."closed_by_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."edition", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."point", NEW."proposed_at", NEW."proposed_by_id", NEW."publication", NEW."quote", NEW."reason", NEW."state", NEW."value"); RETURN NULL;', hash='8953ebbe1712e53daf0a715ac73ede02eca9e1c2', operation='INSERT', pgid='pgtrigger_insert_insert_de905', table='rulebook_verification', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='verification',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "rulebook_verificationevent" ("act", "closed_at", "closed_by_id", "confirmed_at", "confirmed_by_id", "edition", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "point", "proposed_at", "proposed_by_id", "publication", "quote", "reason", "state", "value") VALUES (NEW."act", NEW."closed_at", NEW."closed_by_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."edition", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."point", NEW."proposed_at", NEW."proposed_by_id", NEW."publication", NEW."quote", NEW."reason", NEW."state", NEW."value"); RETURN NULL;', hash='d03efc3d2d54bbcd99b02aeaadebf606f85b27c4', operation='UPDATE', pgid='pgtrigger_update_update_c89bd', table='rulebook_verification', when='AFTER')),
                ),
            ],
        ),
    ]
