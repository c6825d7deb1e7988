import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from svetovod.web.common.schema import Together


class Migration(migrations.Migration):

    dependencies = [
        ('selection', '0006_order_rules'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='expertprofile',
                name='address',
                field=models.CharField(blank=True, max_length=300),
            ),
            migrations.AddField(
                model_name='expertprofile',
                name='inn',
                field=models.CharField(blank=True, max_length=12),
            ),
            migrations.AlterField(
                model_name='signdecision',
                name='kind',
                field=models.CharField(choices=[('linked', 'founder, owner or head'), ('director', 'director'), ('founder', 'founder'), ('telephone', 'same telephone'), ('address', 'same address'), ('second', 'through another organisation'), ('region', 'same region'), ('domain', 'same domain of e-mail'), ('together', 'earlier project together'), ('remarks', "remarks on each other's projects")], max_length=12),
            ),
            migrations.CreateModel(
                name='SignAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('linked', 'founder, owner or head'), ('director', 'director'), ('founder', 'founder'), ('telephone', 'same telephone'), ('address', 'same address'), ('second', 'through another organisation'), ('region', 'same region'), ('domain', 'same domain of e-mail'), ('together', 'earlier project together'), ('remarks', "remarks on each other's projects")], max_length=12)),
                    ('evidence', models.CharField(max_length=500)),
                    ('text', models.TextField()),
                    ('said_at', models.DateTimeField()),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_answers', to='selection.application')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_answers', to='selection.panelmember')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('application', 'member', 'kind', 'evidence'), name='sign_answer_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='sign_answer_said')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='signanswer',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='44c0c111826a26496d1a3c205a21a1f02d623e4e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_299f0', table='selection_signanswer', when='BEFORE')),
            ),
        ]),
    ]
