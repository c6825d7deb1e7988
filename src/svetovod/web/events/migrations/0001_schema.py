import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('events', '0001_initial'), ('events', '0002_meetings')]

    initial = True

    dependencies = [
        ('accounts', '0001_schema'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('projects', '0001_schema'),
        ('registry', '0001_schema'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='BodyRole',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('role', models.CharField(max_length=120)),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bodies', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['order', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='ConsentDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=40)),
                        ('version', models.CharField(max_length=20)),
                        ('title', models.CharField(max_length=300)),
                        ('text', models.TextField()),
                        ('required', models.BooleanField(default=False)),
                        ('in_force_from', models.DateField()),
                    ],
                    options={
                        'ordering': ['-required', 'code', '-in_force_from'],
                        'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='consent_version_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Pitch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slot', models.DateTimeField(blank=True, null=True)),
                        ('hall', models.CharField(blank=True, max_length=100)),
                        ('submitted_at', models.DateTimeField()),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pitches', to='projects.jointproject')),
                        ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pitches', to='projects.projectversion')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pitches', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': [models.OrderBy(models.F('slot'), nulls_last=True), 'submitted_at', 'id'],
                        'constraints': [models.UniqueConstraint(fields=('session', 'project'), name='pitch_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PracticalSession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=60, unique=True)),
                        ('ordinal', models.PositiveSmallIntegerField(help_text='which one of the series')),
                        ('title', models.CharField(max_length=300)),
                        ('place', models.CharField(max_length=200)),
                        ('region', models.CharField(max_length=8)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('quarter', 'quarter')], default='day', max_length=10)),
                        ('registration_until', models.DateTimeField()),
                        ('papers_until', models.DateTimeField()),
                        ('capacity', models.PositiveIntegerField()),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('published', 'registration is open'), ('registration_closed', 'registration is closed'), ('running', 'running'), ('finished', 'finished'), ('archived', 'in the archive'), ('postponed', 'postponed'), ('moved_online', 'moved online'), ('cancelled', 'cancelled')], default='draft', max_length=20)),
                        ('about', models.TextField(blank=True)),
                        ('pack', models.JSONField(default=list, help_text='what the pack of documents contains, in order')),
                        ('selection_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('selection_quarter', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('selection_opens_on', models.DateField(blank=True, null=True)),
                        ('selection_known_on', models.DateField(blank=True, null=True)),
                        ('is_demo', models.BooleanField(default=False)),
                    ],
                    options={
                        'ordering': ['starts_on', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='session_days')],
                    },
                ),
                migrations.CreateModel(
                    name='PitchEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slot', models.DateTimeField(blank=True, null=True)),
                        ('hall', models.CharField(blank=True, max_length=100)),
                        ('submitted_at', models.DateTimeField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.pitch')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                        ('submitted_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('version', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.projectversion')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='BodyRoleEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=200)),
                        ('role', models.CharField(max_length=120)),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.bodyrole')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PracticalSessionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slug', models.SlugField(db_index=False, max_length=60)),
                        ('ordinal', models.PositiveSmallIntegerField(help_text='which one of the series')),
                        ('title', models.CharField(max_length=300)),
                        ('place', models.CharField(max_length=200)),
                        ('region', models.CharField(max_length=8)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('quarter', 'quarter')], default='day', max_length=10)),
                        ('registration_until', models.DateTimeField()),
                        ('papers_until', models.DateTimeField()),
                        ('capacity', models.PositiveIntegerField()),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('published', 'registration is open'), ('registration_closed', 'registration is closed'), ('running', 'running'), ('finished', 'finished'), ('archived', 'in the archive'), ('postponed', 'postponed'), ('moved_online', 'moved online'), ('cancelled', 'cancelled')], default='draft', max_length=20)),
                        ('about', models.TextField(blank=True)),
                        ('pack', models.JSONField(default=list, help_text='what the pack of documents contains, in order')),
                        ('selection_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('selection_quarter', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('selection_opens_on', models.DateField(blank=True, null=True)),
                        ('selection_known_on', models.DateField(blank=True, null=True)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammeItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('start', models.TimeField()),
                        ('end', models.TimeField()),
                        ('hall', models.CharField(blank=True, max_length=100)),
                        ('kind', models.CharField(choices=[('plenary', 'plenary meeting'), ('seminar', 'training seminar'), ('pitches', 'presentation of projects'), ('visit', 'visit'), ('meetings', 'business meetings'), ('break', 'break')], max_length=10)),
                        ('title', models.CharField(max_length=300)),
                        ('speaker', models.CharField(blank=True, help_text='a role, not a person', max_length=200)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['day', 'start', 'hall', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='item_times_in_order')],
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammeItemEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('day', models.DateField()),
                        ('start', models.TimeField()),
                        ('end', models.TimeField()),
                        ('hall', models.CharField(blank=True, max_length=100)),
                        ('kind', models.CharField(choices=[('plenary', 'plenary meeting'), ('seminar', 'training seminar'), ('pitches', 'presentation of projects'), ('visit', 'visit'), ('meetings', 'business meetings'), ('break', 'break')], max_length=10)),
                        ('title', models.CharField(max_length=300)),
                        ('speaker', models.CharField(blank=True, help_text='a role, not a person', max_length=200)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.programmeitem')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Registration',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_name', models.CharField(blank=True, max_length=300)),
                        ('region', models.CharField(max_length=8)),
                        ('kind', models.CharField(choices=[('enterprise', 'enterprise or organisation of a cluster'), ('authority', 'authority of a region'), ('cdc', 'cluster development centre'), ('expert', 'expert'), ('press', 'press'), ('guest', 'guest')], max_length=20)),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('waiting', 'on the waiting list'), ('confirmed', 'confirmed'), ('checked_in', 'has come'), ('cancelled', 'cancelled'), ('transferred', 'handed over'), ('declined', 'taken off the waiting list')], default='draft', max_length=20)),
                        ('token_hash', models.CharField(max_length=64, unique=True)),
                        ('registered_at', models.DateTimeField()),
                        ('checked_in_at', models.DateTimeField(blank=True, null=True)),
                        ('revision', models.PositiveIntegerField(default=0)),
                        ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.cluster')),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to=settings.AUTH_USER_MODEL)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='events.practicalsession')),
                        ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='events.registration')),
                        ('visit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='events.visit')),
                    ],
                    options={
                        'ordering': ['registered_at', 'id'],
                        'indexes': [models.Index(fields=['session', 'state'], name='registration_state')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'waiting', 'confirmed', 'checked_in'))), fields=('session', 'person'), name='registered_once')],
                    },
                ),
                migrations.CreateModel(
                    name='RegistrationConsent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('given_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.consentdocument')),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='events.registration')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('registration', 'document'), name='consent_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Visit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(blank=True, max_length=200)),
                        ('capacity', models.PositiveSmallIntegerField()),
                        ('meeting_point', models.CharField(blank=True, max_length=200)),
                        ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hosted_visits', to='registry.organisation')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='events.programmeitem')),
                    ],
                    options={
                        'ordering': ['item__day', 'item__start', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='RegistrationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('organisation_name', models.CharField(blank=True, max_length=300)),
                        ('region', models.CharField(max_length=8)),
                        ('kind', models.CharField(choices=[('enterprise', 'enterprise or organisation of a cluster'), ('authority', 'authority of a region'), ('cdc', 'cluster development centre'), ('expert', 'expert'), ('press', 'press'), ('guest', 'guest')], max_length=20)),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('waiting', 'on the waiting list'), ('confirmed', 'confirmed'), ('checked_in', 'has come'), ('cancelled', 'cancelled'), ('transferred', 'handed over'), ('declined', 'taken off the waiting list')], default='draft', max_length=20)),
                        ('token_hash', models.CharField(max_length=64)),
                        ('registered_at', models.DateTimeField()),
                        ('checked_in_at', models.DateTimeField(blank=True, null=True)),
                        ('revision', models.PositiveIntegerField(default=0)),
                        ('cluster', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.registration')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                        ('successor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.registration')),
                        ('visit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.visit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='VisitEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('subject', models.CharField(blank=True, max_length=200)),
                        ('capacity', models.PositiveSmallIntegerField()),
                        ('meeting_point', models.CharField(blank=True, max_length=200)),
                        ('host', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.programmeitem')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.visit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='practicalsession',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_practicalsessionevent" ("about", "capacity", "ends_on", "id", "is_demo", "ordinal", "pack", "papers_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "precision", "region", "registration_until", "selection_known_on", "selection_opens_on", "selection_quarter", "selection_year", "slug", "starts_on", "state", "title") VALUES (NEW."about", NEW."capacity", NEW."ends_on", NEW."id", NEW."is_demo", NEW."ordinal", NEW."pack", NEW."papers_until", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."precision", NEW."region", NEW."registration_until", NEW."selection_known_on", NEW."selection_opens_on", NEW."selection_quarter", NEW."selection_year", NEW."slug", NEW."starts_on", NEW."state", NEW."title"); RETURN NULL;', hash='af19bbb56ce983a3b0acbbdd944c9c34494c21bd', operation='INSERT', pgid='pgtrigger_insert_insert_46120', table='events_practicalsession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='practicalsession',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_practicalsessionevent" ("about", "capacity", "ends_on", "id", "is_demo", "ordinal", "pack", "papers_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "precision", "region", "registration_until", "selection_known_on", "selection_opens_on", "selection_quarter", "selection_year", "slug", "starts_on", "state", "title") VALUES (NEW."about", NEW."capacity", NEW."ends_on", NEW."id", NEW."is_demo", NEW."ordinal", NEW."pack", NEW."papers_until", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."precision", NEW."region", NEW."registration_until", NEW."selection_known_on", NEW."selection_opens_on", NEW."selection_quarter", NEW."selection_year", NEW."slug", NEW."starts_on", NEW."state", NEW."title"); RETURN NULL;', hash='d682a7abffefc5cc1a41ee7129186dca8f0b24ba', operation='UPDATE', pgid='pgtrigger_update_update_aa60f', table='events_practicalsession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pitch',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_pitchevent" ("hall", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "session_id", "slot", "submitted_at", "submitted_by_id", "version_id") VALUES (NEW."hall", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."session_id", NEW."slot", NEW."submitted_at", NEW."submitted_by_id", NEW."version_id"); RETURN NULL;', hash='682ca0700e89f7ea56f43af19688d82e8c6260c1', operation='INSERT', pgid='pgtrigger_insert_insert_e060b', table='events_pitch', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pitch',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_pitchevent" ("hall", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "session_id", "slot", "submitted_at", "submitted_by_id", "version_id") VALUES (NEW."hall", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."session_id", NEW."slot", NEW."submitted_at", NEW."submitted_by_id", NEW."version_id"); RETURN NULL;', hash='f1b1f03d15dfdcbcdc031094e78c99be82019ca4', operation='UPDATE', pgid='pgtrigger_update_update_37d46', table='events_pitch', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bodyrole',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_bodyroleevent" ("id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "session_id") VALUES (NEW."id", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."session_id"); RETURN NULL;', hash='a5ec322c5a3c2b54dd423d425fe4472de5a865e7', operation='INSERT', pgid='pgtrigger_insert_insert_5bd71', table='events_bodyrole', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bodyrole',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_bodyroleevent" ("id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "session_id") VALUES (NEW."id", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."session_id"); RETURN NULL;', hash='13a368498ff4d949e965046c1e95f2f7c35a13a6', operation='UPDATE', pgid='pgtrigger_update_update_c85b5', table='events_bodyrole', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programmeitem',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_programmeitemevent" ("day", "end", "hall", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "speaker", "start", "title") VALUES (NEW."day", NEW."end", NEW."hall", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id", NEW."speaker", NEW."start", NEW."title"); RETURN NULL;', hash='9447fd18806cac2da8d899d555616f899e7128ff', operation='INSERT', pgid='pgtrigger_insert_insert_a8b0d', table='events_programmeitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programmeitem',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_programmeitemevent" ("day", "end", "hall", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "speaker", "start", "title") VALUES (NEW."day", NEW."end", NEW."hall", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id", NEW."speaker", NEW."start", NEW."title"); RETURN NULL;', hash='69517459d97b7e056e066fc2e6fb985dfbff390e', operation='UPDATE', pgid='pgtrigger_update_update_c7c29', table='events_programmeitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visit',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_visitevent" ("capacity", "host_id", "id", "item_id", "meeting_point", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject") VALUES (NEW."capacity", NEW."host_id", NEW."id", NEW."item_id", NEW."meeting_point", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."subject"); RETURN NULL;', hash='a59040df918fe6e3eea0f6e4279c5c99f63fa7fa', operation='INSERT', pgid='pgtrigger_insert_insert_48e2c', table='events_visit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visit',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_visitevent" ("capacity", "host_id", "id", "item_id", "meeting_point", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject") VALUES (NEW."capacity", NEW."host_id", NEW."id", NEW."item_id", NEW."meeting_point", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."subject"); RETURN NULL;', hash='6bd726200803a159ccb81bff1471813d02747102', operation='UPDATE', pgid='pgtrigger_update_update_2cd18', table='events_visit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='registration',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_registrationevent" ("checked_in_at", "cluster_id", "id", "kind", "organisation_id", "organisation_name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "registered_at", "revision", "session_id", "state", "successor_id", "token_hash", "visit_id") VALUES (NEW."checked_in_at", NEW."cluster_id", NEW."id", NEW."kind", NEW."organisation_id", NEW."organisation_name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region", NEW."registered_at", NEW."revision", NEW."session_id", NEW."state", NEW."successor_id", NEW."token_hash", NEW."visit_id"); RETURN NULL;', hash='a54b55a9a30c6af0840fb2304e410d61c6dc16a2', operation='INSERT', pgid='pgtrigger_insert_insert_c84d7', table='events_registration', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='registration',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_registrationevent" ("checked_in_at", "cluster_id", "id", "kind", "organisation_id", "organisation_name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "registered_at", "revision", "session_id", "state", "successor_id", "token_hash", "visit_id") VALUES (NEW."checked_in_at", NEW."cluster_id", NEW."id", NEW."kind", NEW."organisation_id", NEW."organisation_name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region", NEW."registered_at", NEW."revision", NEW."session_id", NEW."state", NEW."successor_id", NEW."token_hash", NEW."visit_id"); RETURN NULL;', hash='06211e68fa9a6fa2b0b7981b8844fb8a60c53f39', operation='UPDATE', pgid='pgtrigger_update_update_87442', table='events_registration', when='AFTER')),
                ),
            ],
        ),
    ]
