import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('confirmation', '0001_schema')]

    initial = True

    dependencies = [
        ('accounts', '0001_release_1_0'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '0001_release_1_0'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='ChecklistMark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=80)),
                        ('mark', models.CharField(choices=[('met', 'in order'), ('not_met', 'not in order'), ('no_data', 'cannot be said')], max_length=10)),
                        ('comment', models.TextField(blank=True)),
                        ('marked_at', models.DateTimeField()),
                        ('marked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ConfirmationApplication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('draft', 'being prepared'), ('filed', 'filed'), ('under_review', 'under review'), ('returned', 'returned for completion'), ('prepared', 'decision prepared'), ('confirmed', 'conformity confirmed'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], default='draft', max_length=20)),
                        ('number', models.CharField(max_length=20, null=True, unique=True)),
                        ('year', models.PositiveSmallIntegerField(null=True)),
                        ('serial', models.PositiveIntegerField(null=True)),
                        ('filed_at', models.DateTimeField(null=True)),
                        ('review_days', models.PositiveSmallIntegerField(null=True)),
                        ('started_at', models.DateTimeField()),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='registry.cluster')),
                        ('follows', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='confirmation.confirmationapplication')),
                        ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='ConfirmationAppeal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('filed', 'filed'), ('considered', 'considered'), ('upheld', 'upheld'), ('rejected', 'rejected')], default='filed', max_length=12)),
                        ('text', models.TextField()),
                        ('filed_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('answer', models.TextField(blank=True)),
                        ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('filed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='confirmation.confirmationapplication')),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='ChecklistMarkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=80)),
                        ('mark', models.CharField(choices=[('met', 'in order'), ('not_met', 'not in order'), ('no_data', 'cannot be said')], max_length=10)),
                        ('comment', models.TextField(blank=True)),
                        ('marked_at', models.DateTimeField()),
                        ('marked_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confirmation.checklistmark')),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='confirmation.confirmationapplication')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='checklistmark',
                    name='application',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='confirmation.confirmationapplication'),
                ),
                migrations.CreateModel(
                    name='ConfirmationApplicationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('state', models.CharField(choices=[('draft', 'being prepared'), ('filed', 'filed'), ('under_review', 'under review'), ('returned', 'returned for completion'), ('prepared', 'decision prepared'), ('confirmed', 'conformity confirmed'), ('refused', 'refused'), ('withdrawn', 'withdrawn')], default='draft', max_length=20)),
                        ('number', models.CharField(max_length=20, null=True)),
                        ('year', models.PositiveSmallIntegerField(null=True)),
                        ('serial', models.PositiveIntegerField(null=True)),
                        ('filed_at', models.DateTimeField(null=True)),
                        ('review_days', models.PositiveSmallIntegerField(null=True)),
                        ('started_at', models.DateTimeField()),
                        ('cluster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('follows', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='confirmation.confirmationapplication')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confirmation.confirmationapplication')),
                        ('taken_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ConfirmationDecision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('outcome', models.CharField(choices=[('confirm', 'confirm conformity'), ('refuse', 'refuse')], max_length=10)),
                        ('grounds', models.TextField()),
                        ('prepared_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('order_number', models.CharField(blank=True, max_length=60)),
                        ('order_date', models.DateField(null=True)),
                        ('overturned_at', models.DateTimeField(help_text='an appeal was upheld: the review goes on', null=True)),
                        ('sent_back', models.TextField(blank=True, help_text='why the second officer did not take it')),
                        ('snapshot', models.JSONField(null=True)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='confirmation.confirmationapplication')),
                        ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='ConfirmationDecisionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('outcome', models.CharField(choices=[('confirm', 'confirm conformity'), ('refuse', 'refuse')], max_length=10)),
                        ('grounds', models.TextField()),
                        ('prepared_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('order_number', models.CharField(blank=True, max_length=60)),
                        ('order_date', models.DateField(null=True)),
                        ('overturned_at', models.DateTimeField(help_text='an appeal was upheld: the review goes on', null=True)),
                        ('sent_back', models.TextField(blank=True, help_text='why the second officer did not take it')),
                        ('snapshot', models.JSONField(null=True)),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='confirmation.confirmationapplication')),
                        ('decided_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confirmation.confirmationdecision')),
                        ('prepared_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ConfirmationReturn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('returned_at', models.DateTimeField()),
                        ('grounds', models.TextField()),
                        ('until', models.DateField(help_text='the last day to hand in what is missing')),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('completed', models.BooleanField(default=False, help_text='ended by a corrected version, not by the officer')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='confirmation.confirmationapplication')),
                        ('returned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ConfirmationReturnEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('returned_at', models.DateTimeField()),
                        ('grounds', models.TextField()),
                        ('until', models.DateField(help_text='the last day to hand in what is missing')),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('completed', models.BooleanField(default=False, help_text='ended by a corrected version, not by the officer')),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='confirmation.confirmationapplication')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confirmation.confirmationreturn')),
                        ('returned_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ConfirmationVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('filed_at', models.DateTimeField()),
                        ('content', models.JSONField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='confirmation.confirmationapplication')),
                        ('filed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('verdict', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.storedverdict')),
                    ],
                    options={
                        'ordering': ['-number'],
                    },
                ),
                migrations.CreateModel(
                    name='MembershipReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('filed', 'filed'), ('accepted', 'entered'), ('declined', 'declined')], default='filed', max_length=10)),
                        ('filed_at', models.DateTimeField()),
                        ('content', models.JSONField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('answer', models.TextField(blank=True)),
                        ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('filed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('verdict', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.storedverdict')),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='OfficerAbsence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('first', models.DateField()),
                        ('last', models.DateField()),
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='OfficerAbsenceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('first', models.DateField()),
                        ('last', models.DateField()),
                        ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confirmation.officerabsence')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RegistryEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(unique=True)),
                        ('state', models.CharField(choices=[('active', 'in force'), ('expiring', 'term is ending'), ('expired', 'term is over'), ('excluded', 'excluded')], default='active', max_length=10)),
                        ('entered_on', models.DateField()),
                        ('valid_until', models.DateField()),
                        ('ended_on', models.DateField(null=True)),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='registry.cluster')),
                        ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='entry', to='confirmation.confirmationdecision')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='MembershipReportEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('state', models.CharField(choices=[('filed', 'filed'), ('accepted', 'entered'), ('declined', 'declined')], default='filed', max_length=10)),
                        ('filed_at', models.DateTimeField()),
                        ('content', models.JSONField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('answer', models.TextField(blank=True)),
                        ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('filed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confirmation.membershipreport')),
                        ('verdict', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.storedverdict')),
                        ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='confirmation.registryentry')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='membershipreport',
                    name='entry',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='confirmation.registryentry'),
                ),
                migrations.CreateModel(
                    name='RegistryEntryEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveIntegerField()),
                        ('state', models.CharField(choices=[('active', 'in force'), ('expiring', 'term is ending'), ('expired', 'term is over'), ('excluded', 'excluded')], default='active', max_length=10)),
                        ('entered_on', models.DateField()),
                        ('valid_until', models.DateField()),
                        ('ended_on', models.DateField(null=True)),
                        ('cluster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('decision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='confirmation.confirmationdecision')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confirmation.registryentry')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RegistryExclusion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('proposed', 'prepared'), ('taken', 'decided'), ('dropped', 'not taken'), ('overturned', 'overturned')], default='proposed', max_length=10)),
                        ('grounds', models.TextField()),
                        ('prepared_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('order_number', models.CharField(blank=True, max_length=60)),
                        ('order_date', models.DateField(null=True)),
                        ('reason', models.TextField(blank=True, help_text='why the second officer did not take it')),
                        ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exclusions', to='confirmation.registryentry')),
                        ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='ConfirmationAppealEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('state', models.CharField(choices=[('filed', 'filed'), ('considered', 'considered'), ('upheld', 'upheld'), ('rejected', 'rejected')], default='filed', max_length=12)),
                        ('text', models.TextField()),
                        ('filed_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('answer', models.TextField(blank=True)),
                        ('decided_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('filed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confirmation.confirmationappeal')),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='confirmation.confirmationapplication')),
                        ('exclusion', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='confirmation.registryexclusion')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='confirmationappeal',
                    name='exclusion',
                    field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='confirmation.registryexclusion'),
                ),
                migrations.CreateModel(
                    name='RegistryExclusionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('state', models.CharField(choices=[('proposed', 'prepared'), ('taken', 'decided'), ('dropped', 'not taken'), ('overturned', 'overturned')], default='proposed', max_length=10)),
                        ('grounds', models.TextField()),
                        ('prepared_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('order_number', models.CharField(blank=True, max_length=60)),
                        ('order_date', models.DateField(null=True)),
                        ('reason', models.TextField(blank=True, help_text='why the second officer did not take it')),
                        ('decided_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='confirmation.registryentry')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='confirmation.registryexclusion')),
                        ('prepared_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddConstraint(
                    model_name='confirmationapplication',
                    constraint=models.UniqueConstraint(fields=('year', 'serial'), name='confirmation_serial_once'),
                ),
                migrations.AddConstraint(
                    model_name='confirmationapplication',
                    constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('confirmed', 'refused', 'withdrawn')), _negated=True), fields=('cluster',), name='confirmation_one_open'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='confirmationapplication',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confirmation_confirmationapplicationevent" ("cluster_id", "filed_at", "follows_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_days", "serial", "started_at", "state", "taken_by_id", "year") VALUES (NEW."cluster_id", NEW."filed_at", NEW."follows_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."review_days", NEW."serial", NEW."started_at", NEW."state", NEW."taken_by_id", NEW."year"); RETURN NULL;', hash='0b7d5f3664db41a9d58945aa6b7c5e6fec1ff456', operation='INSERT', pgid='pgtrigger_insert_insert_efe0d', table='confirmation_confirmationapplication', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='confirmationapplication',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "confirmation_confirmationapplicationevent" ("cluster_id", "filed_at", "follows_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_days", "serial", "started_at", "state", "taken_by_id", "year") VALUES (NEW."cluster_id", NEW."filed_at", NEW."follows_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_days", NEW."serial", NEW."started_at", NEW."state", NEW."taken_by_id", NEW."year"); RETURN NULL;', hash='4250c11f4feb0670867b05fe5f3e9037ba1db398', operation='UPDATE', pgid='pgtrigger_update_update_ef6ed', table='confirmation_confirmationapplication', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='checklistmark',
                    constraint=models.UniqueConstraint(fields=('application', 'key'), name='checklist_mark_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='checklistmark',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confirmation_checklistmarkevent" ("application_id", "comment", "id", "key", "mark", "marked_at", "marked_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."application_id", NEW."comment", NEW."id", NEW."key", NEW."mark", NEW."marked_at", NEW."marked_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='4d38cc1d424418321f17fbee0507541dddec0c26', operation='INSERT', pgid='pgtrigger_insert_insert_2a9a6', table='confirmation_checklistmark', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='checklistmark',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "confirmation_checklistmarkevent" ("application_id", "comment", "id", "key", "mark", "marked_at", "marked_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."application_id", NEW."comment", NEW."id", NEW."key", NEW."mark", NEW."marked_at", NEW."marked_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='a8b9a1cb0892e3c84aedd496c3f48c02d82ad3fc', operation='UPDATE', pgid='pgtrigger_update_update_999c8', table='confirmation_checklistmark', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='confirmationdecision',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confirmation_confirmationdecisionevent" ("application_id", "decided_at", "decided_by_id", "grounds", "id", "order_date", "order_number", "outcome", "overturned_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "sent_back", "snapshot") VALUES (NEW."application_id", NEW."decided_at", NEW."decided_by_id", NEW."grounds", NEW."id", NEW."order_date", NEW."order_number", NEW."outcome", NEW."overturned_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."sent_back", NEW."snapshot"); RETURN NULL;', hash='c9cc60866afba1f2b70bb73c68454b07ea3f81a4', operation='INSERT', pgid='pgtrigger_insert_insert_3c534', table='confirmation_confirmationdecision', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='confirmationdecision',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "confirmation_confirmationdecisionevent" ("application_id", "decided_at", "decided_by_id", "grounds", "id", "order_date", "order_number", "outcome", "overturned_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "sent_back", "snapshot") VALUES (NEW."application_id", NEW."decided_at", NEW."decided_by_id", NEW."grounds", NEW."id", NEW."order_date", NEW."order_number", NEW."outcome", NEW."overturned_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."sent_back", NEW."snapshot"); RETURN NULL;', hash='2f5504cc5461d2f2cf15db974f1a863db1b7733c', operation='UPDATE', pgid='pgtrigger_update_update_d74f8', table='confirmation_confirmationdecision', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='confirmationreturn',
                    constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('application',), name='confirmation_one_return'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='confirmationreturn',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confirmation_confirmationreturnevent" ("application_id", "completed", "ended_at", "grounds", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_at", "returned_by_id", "until") VALUES (NEW."application_id", NEW."completed", NEW."ended_at", NEW."grounds", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."returned_at", NEW."returned_by_id", NEW."until"); RETURN NULL;', hash='e0fff35bdadd2e14d34209b14d1fc7aa6d7f84ea', operation='INSERT', pgid='pgtrigger_insert_insert_fb6ff', table='confirmation_confirmationreturn', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='confirmationreturn',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "confirmation_confirmationreturnevent" ("application_id", "completed", "ended_at", "grounds", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_at", "returned_by_id", "until") VALUES (NEW."application_id", NEW."completed", NEW."ended_at", NEW."grounds", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."returned_at", NEW."returned_by_id", NEW."until"); RETURN NULL;', hash='64e2e8d0056687ebacebb30dac8bd1963608d7c0', operation='UPDATE', pgid='pgtrigger_update_update_d917c', table='confirmation_confirmationreturn', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='confirmationversion',
                    constraint=models.UniqueConstraint(fields=('application', 'number'), name='confirmation_version_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='confirmationversion',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0c6de70ab4f53dcf7d6f630a21e00da02c3b36aa', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e8a6d', table='confirmation_confirmationversion', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='officerabsence',
                    constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='absence_days_in_order'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='officerabsence',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confirmation_officerabsenceevent" ("first", "id", "last", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."first", NEW."id", NEW."last", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='cb7d0149ab92267c8681bc1b960832aa73afab6b', operation='INSERT', pgid='pgtrigger_insert_insert_19aff', table='confirmation_officerabsence', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='officerabsence',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "confirmation_officerabsenceevent" ("first", "id", "last", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."first", NEW."id", NEW."last", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='87f37393f938b0c7a30028f2987cb83899158b43', operation='UPDATE', pgid='pgtrigger_update_update_2d8ab', table='confirmation_officerabsence', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='registryentry',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confirmation_registryentryevent" ("cluster_id", "decision_id", "ended_on", "entered_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "valid_until") VALUES (NEW."cluster_id", NEW."decision_id", NEW."ended_on", NEW."entered_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."valid_until"); RETURN NULL;', hash='7cd3f6703f79acbbf22e59358f6a0c7af90bf36b', operation='INSERT', pgid='pgtrigger_insert_insert_5b1e3', table='confirmation_registryentry', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='registryentry',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "confirmation_registryentryevent" ("cluster_id", "decision_id", "ended_on", "entered_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "valid_until") VALUES (NEW."cluster_id", NEW."decision_id", NEW."ended_on", NEW."entered_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."valid_until"); RETURN NULL;', hash='9bfed451b747cb6113442b7ccdcb09c7d4f54c0d', operation='UPDATE', pgid='pgtrigger_update_update_5dd80', table='confirmation_registryentry', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='membershipreport',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'filed')), fields=('entry',), name='report_one_pending'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membershipreport',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confirmation_membershipreportevent" ("answer", "answered_at", "answered_by_id", "content", "entry_id", "filed_at", "filed_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "state", "verdict_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."content", NEW."entry_id", NEW."filed_at", NEW."filed_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sha256", NEW."state", NEW."verdict_id"); RETURN NULL;', hash='ac745d36feed95df3202839402763430eea3902f', operation='INSERT', pgid='pgtrigger_insert_insert_caa50', table='confirmation_membershipreport', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membershipreport',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "confirmation_membershipreportevent" ("answer", "answered_at", "answered_by_id", "content", "entry_id", "filed_at", "filed_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "state", "verdict_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."content", NEW."entry_id", NEW."filed_at", NEW."filed_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sha256", NEW."state", NEW."verdict_id"); RETURN NULL;', hash='9fe091cf4d2ef4335cb5495b449e2f2aabffc48a', operation='UPDATE', pgid='pgtrigger_update_update_b6db4', table='confirmation_membershipreport', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='registryexclusion',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('entry',), name='exclusion_one_proposed'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='registryexclusion',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confirmation_registryexclusionevent" ("decided_at", "decided_by_id", "entry_id", "grounds", "id", "order_date", "order_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "state") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."entry_id", NEW."grounds", NEW."id", NEW."order_date", NEW."order_number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."reason", NEW."state"); RETURN NULL;', hash='0fed4699f5fa01af22ed728f7677ba26f7d84e0d', operation='INSERT', pgid='pgtrigger_insert_insert_b4e42', table='confirmation_registryexclusion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='registryexclusion',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "confirmation_registryexclusionevent" ("decided_at", "decided_by_id", "entry_id", "grounds", "id", "order_date", "order_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reason", "state") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."entry_id", NEW."grounds", NEW."id", NEW."order_date", NEW."order_number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."reason", NEW."state"); RETURN NULL;', hash='fccfc5d958e30f500b0f48ead7b950f9ea086c1c', operation='UPDATE', pgid='pgtrigger_update_update_af626', table='confirmation_registryexclusion', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='confirmationappeal',
                    constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('filed', 'considered'))), fields=('application',), name='appeal_one_pending'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='confirmationappeal',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "confirmation_confirmationappealevent" ("answer", "application_id", "decided_at", "decided_by_id", "exclusion_id", "filed_at", "filed_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (NEW."answer", NEW."application_id", NEW."decided_at", NEW."decided_by_id", NEW."exclusion_id", NEW."filed_at", NEW."filed_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."text"); RETURN NULL;', hash='3768e6b82004edf4cedf9980c2ddc26479960b5e', operation='INSERT', pgid='pgtrigger_insert_insert_874a9', table='confirmation_confirmationappeal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='confirmationappeal',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "confirmation_confirmationappealevent" ("answer", "application_id", "decided_at", "decided_by_id", "exclusion_id", "filed_at", "filed_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (NEW."answer", NEW."application_id", NEW."decided_at", NEW."decided_by_id", NEW."exclusion_id", NEW."filed_at", NEW."filed_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."text"); RETURN NULL;', hash='514c2c46e59b03b92436f90fefaab995b8770ee6', operation='UPDATE', pgid='pgtrigger_update_update_78610', table='confirmation_confirmationappeal', when='AFTER')),
                ),
            ],
        ),
    ]
