import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('events', '0001_schema'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('projects', '0001_schema'),
        ('registry', '0001_schema'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='Meeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slot', models.PositiveSmallIntegerField()),
                        ('table', models.PositiveSmallIntegerField()),
                        ('state', models.CharField(choices=[('planned', 'planned'), ('moved', 'moved'), ('held', 'held'), ('missed', 'did not take place')], default='planned', max_length=10)),
                        ('sender_result', models.CharField(blank=True, choices=[('contact', 'contact'), ('intention', 'intention to work together'), ('project', 'joint project'), ('nothing', 'nothing in common'), ('missed', 'did not take place')], max_length=10)),
                        ('sender_note', models.CharField(blank=True, max_length=500)),
                        ('receiver_result', models.CharField(blank=True, choices=[('contact', 'contact'), ('intention', 'intention to work together'), ('project', 'joint project'), ('nothing', 'nothing in common'), ('missed', 'did not take place')], max_length=10)),
                        ('receiver_note', models.CharField(blank=True, max_length=500)),
                        ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='projects.jointproject')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='events.practicalsession')),
                        ('wish', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='meeting', to='matchmaking.meetingwish')),
                    ],
                    options={
                        'ordering': ['slot', 'table', 'id'],
                        'constraints': [models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('session', 'slot', 'table'), name='meeting_table_once')],
                    },
                ),
                migrations.CreateModel(
                    name='MeetingPlan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('minutes', models.PositiveSmallIntegerField(default=20)),
                        ('pause_from', models.TimeField(blank=True, null=True)),
                        ('pause_minutes', models.PositiveSmallIntegerField(default=0)),
                        ('tables', models.PositiveSmallIntegerField(default=8)),
                        ('lost', models.JSONField(default=list)),
                        ('wishes_until', models.DateTimeField()),
                        ('seconds', models.PositiveSmallIntegerField(default=30)),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.programmeitem')),
                        ('session', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='meeting_plan', to='events.practicalsession')),
                        ('published', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matchmaking.schedulerun')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('minutes__gte', 5), ('seconds__gte', 1), ('tables__gte', 1)), name='meeting_plan_sizes')],
                    },
                ),
                migrations.CreateModel(
                    name='MeetingProfile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('about', models.TextField(blank=True)),
                        ('lines', models.JSONField(default=list)),
                        ('visible', models.CharField(choices=[('session', 'everybody who takes part in the meetings'), ('invited', 'only those with whom a meeting is proposed or agreed')], default='session', max_length=10)),
                        ('closed', models.JSONField(default=list)),
                        ('made_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField()),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting_profiles', to='registry.organisation')),
                        ('registration', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting_profiles', to='events.registration')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meeting_profiles', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['id'],
                        'constraints': [models.UniqueConstraint(fields=('session', 'organisation'), name='meeting_profile_once'), models.UniqueConstraint(fields=('registration',), name='meeting_profile_of_guest_once'), models.CheckConstraint(condition=models.Q(('organisation', None), ('registration', None), _connector='XOR'), name='meeting_profile_of_one')],
                    },
                ),
                migrations.CreateModel(
                    name='MeetingProfileEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('about', models.TextField(blank=True)),
                        ('lines', models.JSONField(default=list)),
                        ('visible', models.CharField(choices=[('session', 'everybody who takes part in the meetings'), ('invited', 'only those with whom a meeting is proposed or agreed')], default='session', max_length=10)),
                        ('closed', models.JSONField(default=list)),
                        ('made_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField()),
                        ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.meetingprofile')),
                        ('registration', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.registration')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='MeetingWish',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('word', models.CharField(blank=True, max_length=300)),
                        ('priority', models.CharField(choices=[('must', 'must meet'), ('wish', 'would like to meet')], default='wish', max_length=10)),
                        ('state', models.CharField(choices=[('proposed', 'waits for an answer'), ('accepted', 'agreed'), ('declined', 'declined'), ('expired', 'not answered in time'), ('withdrawn', 'called off')], default='proposed', max_length=10)),
                        ('made_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='received', to='matchmaking.meetingprofile')),
                        ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='matchmaking.meetingprofile')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meeting_wishes', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['made_at', 'id'],
                        'indexes': [models.Index(fields=['session', 'state'], name='wish_state')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('sender', models.F('receiver')), _negated=True), name='wish_of_two'), models.UniqueConstraint(django.db.models.functions.comparison.Least('sender', 'receiver'), django.db.models.functions.comparison.Greatest('sender', 'receiver'), condition=models.Q(('state__in', ('proposed', 'accepted'))), name='wish_once')],
                    },
                ),
                migrations.CreateModel(
                    name='MeetingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slot', models.PositiveSmallIntegerField()),
                        ('table', models.PositiveSmallIntegerField()),
                        ('state', models.CharField(choices=[('planned', 'planned'), ('moved', 'moved'), ('held', 'held'), ('missed', 'did not take place')], default='planned', max_length=10)),
                        ('sender_result', models.CharField(blank=True, choices=[('contact', 'contact'), ('intention', 'intention to work together'), ('project', 'joint project'), ('nothing', 'nothing in common'), ('missed', 'did not take place')], max_length=10)),
                        ('sender_note', models.CharField(blank=True, max_length=500)),
                        ('receiver_result', models.CharField(blank=True, choices=[('contact', 'contact'), ('intention', 'intention to work together'), ('project', 'joint project'), ('nothing', 'nothing in common'), ('missed', 'did not take place')], max_length=10)),
                        ('receiver_note', models.CharField(blank=True, max_length=500)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.meeting')),
                        ('project', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                        ('wish', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.meetingwish')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='MeetingWishEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('word', models.CharField(blank=True, max_length=300)),
                        ('priority', models.CharField(choices=[('must', 'must meet'), ('wish', 'would like to meet')], default='wish', max_length=10)),
                        ('state', models.CharField(choices=[('proposed', 'waits for an answer'), ('accepted', 'agreed'), ('declined', 'declined'), ('expired', 'not answered in time'), ('withdrawn', 'called off')], default='proposed', max_length=10)),
                        ('made_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.meetingwish')),
                        ('receiver', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.meetingprofile')),
                        ('sender', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.meetingprofile')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProposalOpinion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('useful', models.BooleanField()),
                        ('said_at', models.DateTimeField()),
                        ('about', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matchmaking.meetingprofile')),
                        ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinions', to='matchmaking.meetingprofile')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('profile', 'about'), name='opinion_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ScheduleRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('kind', models.CharField(choices=[('schedule', 'whole schedule'), ('repair', 'fewest changes'), ('table', 'from a workbook')], default='schedule', max_length=10)),
                        ('state', models.CharField(choices=[('queued', 'waits for its turn'), ('running', 'is being computed'), ('done', 'ready'), ('failed', 'failed')], default='queued', max_length=10)),
                        ('problem', models.JSONField()),
                        ('seconds', models.PositiveSmallIntegerField()),
                        ('stop_asked', models.BooleanField(default=False)),
                        ('progress', models.JSONField(default=dict)),
                        ('result', models.JSONField(null=True)),
                        ('greedy', models.JSONField(default=dict)),
                        ('asked_at', models.DateTimeField()),
                        ('begun_at', models.DateTimeField(null=True)),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schedule_runs', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['-number'],
                        'constraints': [models.UniqueConstraint(fields=('session', 'number'), name='schedule_run_number')],
                    },
                ),
                migrations.CreateModel(
                    name='MeetingPlanEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('minutes', models.PositiveSmallIntegerField(default=20)),
                        ('pause_from', models.TimeField(blank=True, null=True)),
                        ('pause_minutes', models.PositiveSmallIntegerField(default=0)),
                        ('tables', models.PositiveSmallIntegerField(default=8)),
                        ('lost', models.JSONField(default=list)),
                        ('wishes_until', models.DateTimeField()),
                        ('seconds', models.PositiveSmallIntegerField(default=30)),
                        ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.programmeitem')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.meetingplan')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                        ('published', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.schedulerun')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingprofile',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_meetingprofileevent" ("about", "changed_at", "closed", "id", "lines", "made_at", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "session_id", "visible") VALUES (NEW."about", NEW."changed_at", NEW."closed", NEW."id", NEW."lines", NEW."made_at", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."registration_id", NEW."session_id", NEW."visible"); RETURN NULL;', hash='926ffe5f44c6abb9cdac6b7dd141321eb3847fa4', operation='INSERT', pgid='pgtrigger_insert_insert_1618f', table='matchmaking_meetingprofile', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingprofile',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_meetingprofileevent" ("about", "changed_at", "closed", "id", "lines", "made_at", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "session_id", "visible") VALUES (NEW."about", NEW."changed_at", NEW."closed", NEW."id", NEW."lines", NEW."made_at", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registration_id", NEW."session_id", NEW."visible"); RETURN NULL;', hash='386d03d9d4a8b85cbbde0f6ab8e510429c016833', operation='UPDATE', pgid='pgtrigger_update_update_1d8e4', table='matchmaking_meetingprofile', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingwish',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_meetingwishevent" ("answered_at", "expires_at", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "receiver_id", "sender_id", "session_id", "state", "word") VALUES (NEW."answered_at", NEW."expires_at", NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority", NEW."receiver_id", NEW."sender_id", NEW."session_id", NEW."state", NEW."word"); RETURN NULL;', hash='535f50d03d250b0e6ac09456e111abdda8281722', operation='INSERT', pgid='pgtrigger_insert_insert_222af', table='matchmaking_meetingwish', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingwish',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_meetingwishevent" ("answered_at", "expires_at", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "receiver_id", "sender_id", "session_id", "state", "word") VALUES (NEW."answered_at", NEW."expires_at", NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority", NEW."receiver_id", NEW."sender_id", NEW."session_id", NEW."state", NEW."word"); RETURN NULL;', hash='8e1a90d381ccb15eacd134a0e155ef7aa094ee3a', operation='UPDATE', pgid='pgtrigger_update_update_4770a', table='matchmaking_meetingwish', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_meetingevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "receiver_note", "receiver_result", "sender_note", "sender_result", "session_id", "slot", "state", "table", "wish_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."receiver_note", NEW."receiver_result", NEW."sender_note", NEW."sender_result", NEW."session_id", NEW."slot", NEW."state", NEW."table", NEW."wish_id"); RETURN NULL;', hash='591ee29dd67b7b176d6e0d1fb7bf934fd4feb239', operation='INSERT', pgid='pgtrigger_insert_insert_64906', table='matchmaking_meeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_meetingevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "receiver_note", "receiver_result", "sender_note", "sender_result", "session_id", "slot", "state", "table", "wish_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."receiver_note", NEW."receiver_result", NEW."sender_note", NEW."sender_result", NEW."session_id", NEW."slot", NEW."state", NEW."table", NEW."wish_id"); RETURN NULL;', hash='9f95237613ad37e4f33bcbc3d79d3e6eb54a0bc5', operation='UPDATE', pgid='pgtrigger_update_update_e09ef', table='matchmaking_meeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingplan',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_meetingplanevent" ("id", "item_id", "lost", "minutes", "pause_from", "pause_minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_id", "seconds", "session_id", "tables", "wishes_until") VALUES (NEW."id", NEW."item_id", NEW."lost", NEW."minutes", NEW."pause_from", NEW."pause_minutes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_id", NEW."seconds", NEW."session_id", NEW."tables", NEW."wishes_until"); RETURN NULL;', hash='da15e9f2da045a850a305c03a9214dbf47d12997', operation='INSERT', pgid='pgtrigger_insert_insert_e7174', table='matchmaking_meetingplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingplan',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_meetingplanevent" ("id", "item_id", "lost", "minutes", "pause_from", "pause_minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_id", "seconds", "session_id", "tables", "wishes_until") VALUES (NEW."id", NEW."item_id", NEW."lost", NEW."minutes", NEW."pause_from", NEW."pause_minutes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_id", NEW."seconds", NEW."session_id", NEW."tables", NEW."wishes_until"); RETURN NULL;', hash='331edf4a562d2e424ebf375d5ef5bc4c9c9f0902', operation='UPDATE', pgid='pgtrigger_update_update_47750', table='matchmaking_meetingplan', when='AFTER')),
                ),
            ],
        ),
    ]
