import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('documents', '0001_schema'), ('documents', '0002_scan'), ('documents', '0003_scan_tries'), ('documents', '0004_marked')]

    initial = True

    dependencies = [
        ('accounts', '0001_release_1_0'),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('name', models.CharField(max_length=200)),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('subject_type', models.CharField(max_length=60)),
                ('subject_id', models.CharField(max_length=60)),
                ('kind', models.CharField(blank=True, max_length=60)),
                ('uploaded_at', models.DateTimeField()),
                ('scan', models.CharField(blank=True, choices=[('', 'nothing found'), ('waiting', 'not scanned yet'), ('infected', 'malware was found'), ('failed', 'could not be scanned')], default='', max_length=10)),
                ('scan_tries', models.PositiveSmallIntegerField(default=0, help_text='how often the scanner could not read it')),
                ('marked', models.BooleanField(default=False, help_text='a commercial secret, or an archive that holds one')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['uploaded_at', 'id'],
                'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='attachment_subject'), models.Index(condition=models.Q(('scan', 'waiting')), fields=['uploaded_at'], name='attachment_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='attachment_sha256')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."content_type" IS DISTINCT FROM (NEW."content_type") OR OLD."subject_type" IS DISTINCT FROM (NEW."subject_type") OR OLD."subject_id" IS DISTINCT FROM (NEW."subject_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='0cb1ec5d70367e0e18b5d1d78a784ef7b411db2a', operation='UPDATE', pgid='pgtrigger_frozen_42e09', table='documents_attachment', when='BEFORE')),
        ),
    ]
