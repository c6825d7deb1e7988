import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('secrecy', '0001_schema')]

    initial = True

    dependencies = [
        ('accounts', '0001_release_1_0'),
        ('documents', '0001_release_1_0'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='ReadingDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField(unique=True)),
                        ('size', models.PositiveIntegerField()),
                        ('root', models.CharField(max_length=64)),
                        ('entry', models.BigIntegerField(help_text='index in the journal')),
                    ],
                    options={
                        'ordering': ['-day'],
                    },
                ),
                migrations.CreateModel(
                    name='SecrecyMark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('holder', models.PositiveBigIntegerField(db_index=True, help_text='the organisation')),
                        ('holder_name', models.CharField(max_length=300)),
                        ('holder_address', models.CharField(max_length=500)),
                        ('marked_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='DocumentReading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('document', models.UUIDField(db_index=True)),
                        ('archive', models.UUIDField(help_text='inside of which it went out', null=True)),
                        ('name', models.CharField(max_length=200)),
                        ('sha256', models.CharField(max_length=64)),
                        ('holder', models.PositiveBigIntegerField(help_text='the organisation')),
                        ('holder_name', models.CharField(max_length=300)),
                        ('acting_as', models.CharField(blank=True, max_length=300)),
                        ('through', models.CharField(blank=True, max_length=120)),
                        ('how', models.CharField(choices=[('view', 'shown on a page'), ('copy', "copy with the reader's name"), ('sheet', 'file with a mark sheet'), ('original', 'original'), ('archive', 'in an archive')], max_length=10)),
                        ('domain_at', models.DateTimeField()),
                        ('recorded_at', models.DateTimeField()),
                        ('blind', models.CharField(max_length=32)),
                        ('leaf', models.CharField(max_length=64)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Enclosed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sha256', models.CharField(db_index=True, max_length=64)),
                        ('archive', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enclosed', to='documents.attachment')),
                    ],
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='readingday',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3341714921581c5f17edc0882f1fcbf53f2e0d1f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e8dbf', table='secrecy_readingday', when='BEFORE')),
                ),
                migrations.AddField(
                    model_name='secrecymark',
                    name='attachment',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mark', to='documents.attachment'),
                ),
                migrations.AddField(
                    model_name='secrecymark',
                    name='marked_by',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddIndex(
                    model_name='documentreading',
                    index=models.Index(fields=['holder', '-id'], name='reading_holder'),
                ),
                migrations.AddIndex(
                    model_name='documentreading',
                    index=models.Index(fields=['recorded_at', 'id'], name='reading_recorded'),
                ),
                migrations.AddIndex(
                    model_name='documentreading',
                    index=models.Index(fields=['person', '-id'], name='reading_person'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documentreading',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fd656fb2f8a6490c1fb54934406178882cf4f605', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_12697', table='secrecy_documentreading', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='enclosed',
                    constraint=models.UniqueConstraint(fields=('archive', 'sha256'), name='enclosed_once'),
                ),
            ],
        ),
    ]
