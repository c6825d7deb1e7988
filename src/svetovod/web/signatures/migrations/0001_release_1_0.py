import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('signatures', '0001_signatures_beside_documents')]

    initial = True

    dependencies = [
        ('accounts', '0001_release_1_0'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='DetachedSignature',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=30)),
                        ('key', models.CharField(max_length=60)),
                        ('document_sha256', models.CharField(max_length=64)),
                        ('content', models.BinaryField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('slot', models.CharField(blank=True, max_length=40)),
                        ('waiting', models.BooleanField(default=False)),
                        ('added_at', models.DateTimeField()),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='KeptPaper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=30)),
                        ('key', models.CharField(max_length=60)),
                        ('name', models.CharField(max_length=200)),
                        ('content_type', models.CharField(max_length=100)),
                        ('content', models.BinaryField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('kept_at', models.DateTimeField()),
                        ('kept_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='SignatureVerdict',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('engine', models.CharField(max_length=60)),
                        ('version', models.CharField(blank=True, max_length=40)),
                        ('mathematics', models.CharField(choices=[('ok', 'holds mathematically; validity in law was not checked'), ('bad', 'does not hold'), ('unknown', 'could not be checked here')], max_length=12)),
                        ('chain', models.CharField(choices=[('ok', 'leads to a trusted root; revocation was not checked'), ('bad', 'leads to no trusted root'), ('not_checked', 'not checked')], max_length=12)),
                        ('inn', models.CharField(choices=[('matches', "the same as the organisation's"), ('differs', 'of another organisation'), ('absent', 'nothing to compare')], max_length=12)),
                        ('signers', models.JSONField()),
                        ('report', models.JSONField(default=dict)),
                        ('made_at', models.DateTimeField()),
                        ('signature', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='signatures.detachedsignature')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.AddIndex(
                    model_name='detachedsignature',
                    index=models.Index(fields=['kind', 'key'], name='signature_document'),
                ),
                migrations.AddConstraint(
                    model_name='detachedsignature',
                    constraint=models.UniqueConstraint(fields=('kind', 'key', 'document_sha256', 'sha256'), name='signature_once'),
                ),
                migrations.AddConstraint(
                    model_name='detachedsignature',
                    constraint=models.CheckConstraint(condition=models.Q(('document_sha256__regex', '^[0-9a-f]{64}$')), name='signature_hash'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='detachedsignature',
                    trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."document_sha256" IS DISTINCT FROM (NEW."document_sha256") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."slot" IS DISTINCT FROM (NEW."slot"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='71fc92381e2cdafec37fea2cae80c1ed05d3252a', operation='UPDATE', pgid='pgtrigger_frozen_a851b', table='signatures_detachedsignature', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='keptpaper',
                    constraint=models.UniqueConstraint(fields=('kind', 'key'), name='kept_paper_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='keptpaper',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f5cc18547f21b546f68c465edb49f760bff160d2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0199f', table='signatures_keptpaper', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='signatureverdict',
                    trigger=pgtrigger.compiler.Trigger(name='never_changed', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1a100ec559f0b40dfcdb099b7a5b4e4bc17da4b0', operation='UPDATE', pgid='pgtrigger_never_changed_edf35', table='signatures_signatureverdict', when='BEFORE')),
                ),
            ],
        ),
    ]
