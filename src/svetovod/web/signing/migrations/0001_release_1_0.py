import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('signing', '0001_schema')]

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
                    name='SigningAuthority',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(blank=True, max_length=200)),
                        ('post', models.CharField(max_length=200)),
                        ('ground', models.CharField(choices=[('charter', 'charter'), ('order', 'order'), ('proxy', 'power of attorney'), ('machine_proxy', 'machine-readable power of attorney')], max_length=20)),
                        ('number', models.CharField(blank=True, max_length=60)),
                        ('dated_on', models.DateField(null=True)),
                        ('since', models.DateField()),
                        ('until', models.DateField(null=True)),
                        ('covers', models.CharField(blank=True, max_length=300)),
                        ('certificate', models.CharField(blank=True, choices=[('qualified', 'qualified electronic signature'), ('unqualified', 'unqualified electronic signature'), ('none', 'signs on paper')], max_length=12)),
                        ('certificate_until', models.DateField(null=True)),
                        ('entered_at', models.DateTimeField()),
                        ('ended_on', models.DateField(help_text='the last day it held, where it was ended before its time', null=True)),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('end_reason', models.CharField(blank=True, max_length=300)),
                        ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signing_authorities', to='registry.organisation')),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['since', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='SigningAuthorityEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('post', models.CharField(max_length=200)),
                        ('ground', models.CharField(choices=[('charter', 'charter'), ('order', 'order'), ('proxy', 'power of attorney'), ('machine_proxy', 'machine-readable power of attorney')], max_length=20)),
                        ('number', models.CharField(blank=True, max_length=60)),
                        ('dated_on', models.DateField(null=True)),
                        ('since', models.DateField()),
                        ('until', models.DateField(null=True)),
                        ('certificate', models.CharField(blank=True, choices=[('qualified', 'qualified electronic signature'), ('unqualified', 'unqualified electronic signature'), ('none', 'signs on paper')], max_length=12)),
                        ('certificate_until', models.DateField(null=True)),
                        ('entered_at', models.DateTimeField()),
                        ('ended_on', models.DateField(help_text='the last day it held, where it was ended before its time', null=True)),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('ended_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('entered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('person', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='signing.signingauthority')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddConstraint(
                    model_name='signingauthority',
                    constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='signing_days_in_order'),
                ),
                migrations.AddConstraint(
                    model_name='signingauthority',
                    constraint=models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_at__isnull', False), _connector='OR'), name='signing_ended_at'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='signingauthority',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "signing_signingauthorityevent" ("certificate", "certificate_until", "dated_on", "ended_at", "ended_by_id", "ended_on", "entered_at", "entered_by_id", "ground", "id", "number", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "since", "until") VALUES (NEW."certificate", NEW."certificate_until", NEW."dated_on", NEW."ended_at", NEW."ended_by_id", NEW."ended_on", NEW."entered_at", NEW."entered_by_id", NEW."ground", NEW."id", NEW."number", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post", NEW."since", NEW."until"); RETURN NULL;', hash='cc3b7ba486058a6ca22e914027d058221c4e7812', operation='INSERT', pgid='pgtrigger_insert_insert_f49c9', table='signing_signingauthority', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='signingauthority',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."certificate" IS DISTINCT FROM (NEW."certificate") OR OLD."certificate_until" IS DISTINCT FROM (NEW."certificate_until") OR OLD."dated_on" IS DISTINCT FROM (NEW."dated_on") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."post" IS DISTINCT FROM (NEW."post") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."until" IS DISTINCT FROM (NEW."until"))', func='INSERT INTO "signing_signingauthorityevent" ("certificate", "certificate_until", "dated_on", "ended_at", "ended_by_id", "ended_on", "entered_at", "entered_by_id", "ground", "id", "number", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "since", "until") VALUES (NEW."certificate", NEW."certificate_until", NEW."dated_on", NEW."ended_at", NEW."ended_by_id", NEW."ended_on", NEW."entered_at", NEW."entered_by_id", NEW."ground", NEW."id", NEW."number", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post", NEW."since", NEW."until"); RETURN NULL;', hash='feac0534f8b6eb4141777287ec6964042a085fab', operation='UPDATE', pgid='pgtrigger_update_update_7c4e9', table='signing_signingauthority', when='AFTER')),
                ),
            ],
        ),
    ]
