import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('audit', '0001_schema')]

    initial = True

    dependencies = [
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='LedgerHead',
                    fields=[
                        ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                        ('size', models.BigIntegerField(default=0)),
                        ('frontier', models.JSONField(default=list)),
                        ('root', models.CharField(default='', max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name='SignedRoot',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('size', models.BigIntegerField()),
                        ('root', models.CharField(max_length=64)),
                        ('timestamp', models.CharField(max_length=40)),
                        ('public_key', models.CharField(max_length=64)),
                        ('key_id', models.CharField(max_length=64)),
                        ('signature', models.CharField(max_length=128)),
                        ('purpose', models.CharField(max_length=80)),
                    ],
                    options={
                        'ordering': ['-size', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='DomainClock',
                    fields=[
                        ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                        ('moment', models.DateTimeField(null=True)),
                        ('set_at', models.DateTimeField(null=True)),
                        ('show_future', models.BooleanField(default=False)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='domain_clock_single')],
                    },
                ),
                migrations.CreateModel(
                    name='LedgerEntry',
                    fields=[
                        ('index', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('recorded_at', models.DateTimeField()),
                        ('domain_at', models.DateTimeField()),
                        ('actor', models.CharField(blank=True, max_length=64)),
                        ('acting_as', models.CharField(blank=True, max_length=120)),
                        ('action', models.CharField(max_length=80)),
                        ('subject_type', models.CharField(max_length=60)),
                        ('subject_id', models.CharField(max_length=60)),
                        ('body', models.TextField()),
                        ('leaf', models.CharField(max_length=64)),
                    ],
                    options={
                        'ordering': ['index'],
                        'indexes': [models.Index(fields=['subject_type', 'subject_id', 'index'], name='ledger_subject'), models.Index(fields=['action', 'index'], name='ledger_action')],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ledgerentry',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='165e8e8601107c23e2b891446f2fcc819dcaaaf5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7f4e6', table='audit_ledgerentry', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='ledgerhead',
                    constraint=models.CheckConstraint(condition=models.Q(('id', 1)), name='ledger_head_single'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='signedroot',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f595ae565e2da1896423af33fa5e8e95c703e2a8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7dc27', table='audit_signedroot', when='BEFORE')),
                ),
            ],
        ),
    ]
