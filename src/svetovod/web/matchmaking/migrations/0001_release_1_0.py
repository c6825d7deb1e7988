import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('matchmaking', '0001_schema'), ('matchmaking', '0002_meetings'), ('matchmaking', '0003_proposals')]

    initial = True

    dependencies = [
        ('events', '0001_release_1_0'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('projects', '0001_release_1_0'),
        ('registry', '0001_release_1_0'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='Delegate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80)),
                        ('closed', models.JSONField(default=list)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CooperationTable',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=120)),
                        ('idea', models.TextField(blank=True)),
                        ('state', models.CharField(choices=[('gathering', 'gathers its participants'), ('agreed', 'agreed'), ('withdrawn', 'called off')], default='gathering', max_length=10)),
                        ('minutes', models.TextField(blank=True)),
                        ('fixed', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('made_at', models.DateTimeField()),
                        ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cooperation_tables', to='projects.jointproject')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cooperation_tables', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CooperationSeat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('initiator', 'initiator'), ('maker', 'maker'), ('buyer', 'buyer'), ('bank', 'bank or investor')], max_length=10)),
                        ('state', models.CharField(choices=[('proposed', 'waits for an answer'), ('accepted', 'agreed'), ('declined', 'declined'), ('expired', 'not answered in time'), ('withdrawn', 'called off')], default='proposed', max_length=10)),
                        ('made_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('result', models.CharField(blank=True, choices=[('contact', 'contact'), ('intention', 'intention to work together'), ('project', 'joint project'), ('nothing', 'nothing in common'), ('missed', 'did not take place')], max_length=10)),
                        ('note', models.CharField(blank=True, max_length=500)),
                        ('begins', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='matchmaking.cooperationtable')),
                        ('delegate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='matchmaking.delegate')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CooperationTableEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('title', models.CharField(max_length=120)),
                        ('idea', models.TextField(blank=True)),
                        ('state', models.CharField(choices=[('gathering', 'gathers its participants'), ('agreed', 'agreed'), ('withdrawn', 'called off')], default='gathering', max_length=10)),
                        ('minutes', models.TextField(blank=True)),
                        ('fixed', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('made_at', models.DateTimeField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.cooperationtable')),
                        ('project', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
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
                        ('cooperation', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting', to='matchmaking.cooperationtable')),
                        ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='projects.jointproject')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['slot', 'table', 'id'],
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
                        ('spare', models.PositiveSmallIntegerField(default=0)),
                        ('wishes_until', models.DateTimeField()),
                        ('seconds', models.PositiveSmallIntegerField(default=30)),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.programmeitem')),
                        ('session', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='meeting_plan', to='events.practicalsession')),
                    ],
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
                    },
                ),
                migrations.CreateModel(
                    name='DelegateEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=80)),
                        ('closed', models.JSONField(default=list)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.delegate')),
                        ('profile', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.meetingprofile')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='delegate',
                    name='profile',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegates', to='matchmaking.meetingprofile'),
                ),
                migrations.CreateModel(
                    name='CooperationSeatEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('role', models.CharField(choices=[('initiator', 'initiator'), ('maker', 'maker'), ('buyer', 'buyer'), ('bank', 'bank or investor')], max_length=10)),
                        ('state', models.CharField(choices=[('proposed', 'waits for an answer'), ('accepted', 'agreed'), ('declined', 'declined'), ('expired', 'not answered in time'), ('withdrawn', 'called off')], default='proposed', max_length=10)),
                        ('made_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('result', models.CharField(blank=True, choices=[('contact', 'contact'), ('intention', 'intention to work together'), ('project', 'joint project'), ('nothing', 'nothing in common'), ('missed', 'did not take place')], max_length=10)),
                        ('note', models.CharField(blank=True, max_length=500)),
                        ('begins', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.cooperationseat')),
                        ('table', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.cooperationtable')),
                        ('delegate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.delegate')),
                        ('profile', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.meetingprofile')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='cooperationseat',
                    name='profile',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='matchmaking.meetingprofile'),
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
                        ('slot', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('fixed', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('sender_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('receiver_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('receiver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='received', to='matchmaking.meetingprofile')),
                        ('receiver_after', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='matchmaking.meetingwish')),
                        ('receiver_delegate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='matchmaking.delegate')),
                        ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent', to='matchmaking.meetingprofile')),
                        ('sender_after', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='matchmaking.meetingwish')),
                        ('sender_delegate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='matchmaking.delegate')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meeting_wishes', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['made_at', 'id'],
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
                        ('cooperation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.cooperationtable')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.meeting')),
                        ('project', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                        ('wish', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.meetingwish')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='meeting',
                    name='wish',
                    field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meeting', to='matchmaking.meetingwish'),
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
                        ('slot', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('fixed', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('sender_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('receiver_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='matchmaking.meetingwish')),
                        ('receiver', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.meetingprofile')),
                        ('receiver_after', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.meetingwish')),
                        ('receiver_delegate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.delegate')),
                        ('sender', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.meetingprofile')),
                        ('sender_after', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.meetingwish')),
                        ('sender_delegate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='matchmaking.delegate')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Proposal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('shown_at', models.DateTimeField()),
                        ('about', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matchmaking.meetingprofile')),
                        ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='matchmaking.meetingprofile')),
                    ],
                    options={
                        'ordering': ['id'],
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
                        ('seen_at', models.DateTimeField(help_text='when the job that computes it last said that it is alive', null=True)),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schedule_runs', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['-number'],
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
                        ('spare', models.PositiveSmallIntegerField(default=0)),
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
                migrations.AddField(
                    model_name='meetingplan',
                    name='published',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matchmaking.schedulerun'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='cooperationtable',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_cooperationtableevent" ("fixed", "id", "idea", "made_at", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "session_id", "state", "title") VALUES (NEW."fixed", NEW."id", NEW."idea", NEW."made_at", NEW."minutes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."session_id", NEW."state", NEW."title"); RETURN NULL;', hash='ccfed89887a77b51c1966034c2e062a3f4477f7f', operation='INSERT', pgid='pgtrigger_insert_insert_785da', table='matchmaking_cooperationtable', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='cooperationtable',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_cooperationtableevent" ("fixed", "id", "idea", "made_at", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "session_id", "state", "title") VALUES (NEW."fixed", NEW."id", NEW."idea", NEW."made_at", NEW."minutes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."session_id", NEW."state", NEW."title"); RETURN NULL;', hash='9f6c1ddc63eff9e9524ef4d03dd2e4debec97317', operation='UPDATE', pgid='pgtrigger_update_update_e0311', table='matchmaking_cooperationtable', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='meetingprofile',
                    constraint=models.UniqueConstraint(fields=('session', 'organisation'), name='meeting_profile_once'),
                ),
                migrations.AddConstraint(
                    model_name='meetingprofile',
                    constraint=models.UniqueConstraint(fields=('registration',), name='meeting_profile_of_guest_once'),
                ),
                migrations.AddConstraint(
                    model_name='meetingprofile',
                    constraint=models.CheckConstraint(condition=models.Q(('organisation', None), ('registration', None), _connector='XOR'), name='meeting_profile_of_one'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingprofile',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_meetingprofileevent" ("about", "changed_at", "closed", "id", "lines", "made_at", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "session_id", "visible") VALUES (NEW."about", NEW."changed_at", NEW."closed", NEW."id", NEW."lines", NEW."made_at", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."registration_id", NEW."session_id", NEW."visible"); RETURN NULL;', hash='926ffe5f44c6abb9cdac6b7dd141321eb3847fa4', operation='INSERT', pgid='pgtrigger_insert_insert_1618f', table='matchmaking_meetingprofile', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingprofile',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_meetingprofileevent" ("about", "changed_at", "closed", "id", "lines", "made_at", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "session_id", "visible") VALUES (NEW."about", NEW."changed_at", NEW."closed", NEW."id", NEW."lines", NEW."made_at", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registration_id", NEW."session_id", NEW."visible"); RETURN NULL;', hash='386d03d9d4a8b85cbbde0f6ab8e510429c016833', operation='UPDATE', pgid='pgtrigger_update_update_1d8e4', table='matchmaking_meetingprofile', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='delegate',
                    constraint=models.UniqueConstraint(fields=('profile', 'name'), name='delegate_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='delegate',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_delegateevent" ("closed", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile_id") VALUES (NEW."closed", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."profile_id"); RETURN NULL;', hash='f09a97f93ad5babf964f18fec49acc2ee0410d0e', operation='INSERT', pgid='pgtrigger_insert_insert_8ddff', table='matchmaking_delegate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='delegate',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_delegateevent" ("closed", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile_id") VALUES (NEW."closed", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."profile_id"); RETURN NULL;', hash='279f21804ea8c8f3c0e38a304abbff3af9185493', operation='UPDATE', pgid='pgtrigger_update_update_66d4e', table='matchmaking_delegate', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='cooperationseat',
                    constraint=models.UniqueConstraint(fields=('table', 'profile'), name='cooperation_seat_once'),
                ),
                migrations.AddConstraint(
                    model_name='cooperationseat',
                    constraint=models.UniqueConstraint(condition=models.Q(('role', 'initiator')), fields=('table',), name='cooperation_one_initiator'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='cooperationseat',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_cooperationseatevent" ("answered_at", "begins", "delegate_id", "expires_at", "id", "made_at", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile_id", "result", "role", "state", "table_id") VALUES (NEW."answered_at", NEW."begins", NEW."delegate_id", NEW."expires_at", NEW."id", NEW."made_at", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."profile_id", NEW."result", NEW."role", NEW."state", NEW."table_id"); RETURN NULL;', hash='aaadb78285a8c4b34e75bfb6cccb9cc317fd13ec', operation='INSERT', pgid='pgtrigger_insert_insert_d5781', table='matchmaking_cooperationseat', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='cooperationseat',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_cooperationseatevent" ("answered_at", "begins", "delegate_id", "expires_at", "id", "made_at", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile_id", "result", "role", "state", "table_id") VALUES (NEW."answered_at", NEW."begins", NEW."delegate_id", NEW."expires_at", NEW."id", NEW."made_at", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."profile_id", NEW."result", NEW."role", NEW."state", NEW."table_id"); RETURN NULL;', hash='f4ab9630bc22c78a5b6ca0869f3b6a4d5f0c06b0', operation='UPDATE', pgid='pgtrigger_update_update_9af52', table='matchmaking_cooperationseat', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='meetingwish',
                    index=models.Index(fields=['session', 'state'], name='wish_state'),
                ),
                migrations.AddConstraint(
                    model_name='meetingwish',
                    constraint=models.CheckConstraint(condition=models.Q(('sender', models.F('receiver')), _negated=True), name='wish_of_two'),
                ),
                migrations.AddConstraint(
                    model_name='meetingwish',
                    constraint=models.UniqueConstraint(django.db.models.functions.comparison.Least('sender', 'receiver'), django.db.models.functions.comparison.Greatest('sender', 'receiver'), condition=models.Q(('state__in', ('proposed', 'accepted'))), name='wish_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingwish',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_meetingwishevent" ("answered_at", "expires_at", "fixed", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "receiver_after_id", "receiver_delegate_id", "receiver_from", "receiver_id", "sender_after_id", "sender_delegate_id", "sender_from", "sender_id", "session_id", "slot", "state", "word") VALUES (NEW."answered_at", NEW."expires_at", NEW."fixed", NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."priority", NEW."receiver_after_id", NEW."receiver_delegate_id", NEW."receiver_from", NEW."receiver_id", NEW."sender_after_id", NEW."sender_delegate_id", NEW."sender_from", NEW."sender_id", NEW."session_id", NEW."slot", NEW."state", NEW."word"); RETURN NULL;', hash='337ba21175aca26c01d65010cfd76914fe49b845', operation='INSERT', pgid='pgtrigger_insert_insert_222af', table='matchmaking_meetingwish', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingwish',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_meetingwishevent" ("answered_at", "expires_at", "fixed", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "receiver_after_id", "receiver_delegate_id", "receiver_from", "receiver_id", "sender_after_id", "sender_delegate_id", "sender_from", "sender_id", "session_id", "slot", "state", "word") VALUES (NEW."answered_at", NEW."expires_at", NEW."fixed", NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."priority", NEW."receiver_after_id", NEW."receiver_delegate_id", NEW."receiver_from", NEW."receiver_id", NEW."sender_after_id", NEW."sender_delegate_id", NEW."sender_from", NEW."sender_id", NEW."session_id", NEW."slot", NEW."state", NEW."word"); RETURN NULL;', hash='6520c443608576262f2b3fcdbe9be050c118c167', operation='UPDATE', pgid='pgtrigger_update_update_4770a', table='matchmaking_meetingwish', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='meeting',
                    constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('session', 'slot', 'table'), name='meeting_table_once'),
                ),
                migrations.AddConstraint(
                    model_name='meeting',
                    constraint=models.CheckConstraint(condition=models.Q(('wish', None), ('cooperation', None), _connector='XOR'), name='meeting_of_one_agreement'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_meetingevent" ("cooperation_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "receiver_note", "receiver_result", "sender_note", "sender_result", "session_id", "slot", "state", "table", "wish_id") VALUES (NEW."cooperation_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."receiver_note", NEW."receiver_result", NEW."sender_note", NEW."sender_result", NEW."session_id", NEW."slot", NEW."state", NEW."table", NEW."wish_id"); RETURN NULL;', hash='60c1f35206666c58aeb03289415fe359b4b4b752', operation='INSERT', pgid='pgtrigger_insert_insert_64906', table='matchmaking_meeting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meeting',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_meetingevent" ("cooperation_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "receiver_note", "receiver_result", "sender_note", "sender_result", "session_id", "slot", "state", "table", "wish_id") VALUES (NEW."cooperation_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."receiver_note", NEW."receiver_result", NEW."sender_note", NEW."sender_result", NEW."session_id", NEW."slot", NEW."state", NEW."table", NEW."wish_id"); RETURN NULL;', hash='525667dba203272f948e9779d735d7cb31ddddbf', operation='UPDATE', pgid='pgtrigger_update_update_e09ef', table='matchmaking_meeting', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='proposal',
                    constraint=models.UniqueConstraint(fields=('profile', 'about'), name='proposal_once'),
                ),
                migrations.AddConstraint(
                    model_name='proposalopinion',
                    constraint=models.UniqueConstraint(fields=('profile', 'about'), name='opinion_once'),
                ),
                migrations.AddConstraint(
                    model_name='schedulerun',
                    constraint=models.UniqueConstraint(fields=('session', 'number'), name='schedule_run_number'),
                ),
                migrations.AddConstraint(
                    model_name='meetingplan',
                    constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 5), ('seconds__gte', 1), ('tables__gte', 1)), name='meeting_plan_sizes'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingplan',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "matchmaking_meetingplanevent" ("id", "item_id", "lost", "minutes", "pause_from", "pause_minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_id", "seconds", "session_id", "spare", "tables", "wishes_until") VALUES (NEW."id", NEW."item_id", NEW."lost", NEW."minutes", NEW."pause_from", NEW."pause_minutes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_id", NEW."seconds", NEW."session_id", NEW."spare", NEW."tables", NEW."wishes_until"); RETURN NULL;', hash='e3e2def3ef0f681cdf8a1b145146355cbfeb64b2', operation='INSERT', pgid='pgtrigger_insert_insert_e7174', table='matchmaking_meetingplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='meetingplan',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "matchmaking_meetingplanevent" ("id", "item_id", "lost", "minutes", "pause_from", "pause_minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_id", "seconds", "session_id", "spare", "tables", "wishes_until") VALUES (NEW."id", NEW."item_id", NEW."lost", NEW."minutes", NEW."pause_from", NEW."pause_minutes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_id", NEW."seconds", NEW."session_id", NEW."spare", NEW."tables", NEW."wishes_until"); RETURN NULL;', hash='cf48cc1dd493b57267dfe87ed91bc492483f6546', operation='UPDATE', pgid='pgtrigger_update_update_47750', table='matchmaking_meetingplan', when='AFTER')),
                ),
            ],
        ),
    ]
