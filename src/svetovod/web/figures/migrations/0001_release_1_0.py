import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('figures', '0001_schema')]

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
                    name='FiguresAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('content', models.JSONField()),
                        ('way', models.CharField(choices=[('link', 'by the link'), ('email', 'typed in from an e-mail'), ('paper', 'typed in from paper'), ('collected', 'collected from enterprises')], max_length=10)),
                        ('basis', models.CharField(blank=True, help_text='the paper it was typed in from', max_length=200)),
                        ('repeated', models.BooleanField(default=False)),
                        ('given_at', models.DateTimeField()),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                        ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-number'],
                    },
                ),
                migrations.CreateModel(
                    name='FiguresDispute',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.CharField(max_length=40)),
                        ('reason', models.CharField(max_length=500)),
                        ('raised_at', models.DateTimeField()),
                        ('outcome', models.CharField(blank=True, choices=[('answered', 'answered anew'), ('withdrawn', 'withdrawn')], max_length=10)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='disputes', to='figures.figuresanswer')),
                        ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['raised_at', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='FiguresReply',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('sent', 'no answer yet'), ('answered', 'answered'), ('disputed', 'disputed'), ('locked', 'locked')], default='sent', max_length=10)),
                        ('answer_number', models.PositiveIntegerField(default=0)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('reminded_at', models.DateTimeField(blank=True, null=True)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures_replies', to='registry.organisation')),
                    ],
                    options={
                        'ordering': ['organisation__name_sort', 'id'],
                    },
                ),
                migrations.AddField(
                    model_name='figuresanswer',
                    name='reply',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='figures.figuresreply'),
                ),
                migrations.CreateModel(
                    name='FiguresRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('form', models.CharField(choices=[('cluster', 'questionnaire of a cluster'), ('table', 'table')], default='cluster', max_length=10)),
                        ('office', models.CharField(blank=True, choices=[('registry_officer', 'ministry'), ('organiser', 'association')], max_length=20)),
                        ('title', models.CharField(blank=True, max_length=200)),
                        ('basis', models.CharField(blank=True, help_text='why it may be asked: act, order, plan', max_length=300)),
                        ('columns', models.JSONField(default=list)),
                        ('most_rows', models.PositiveSmallIntegerField(default=1)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('text', models.TextField(blank=True)),
                        ('passport', models.JSONField(default=dict)),
                        ('due_at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('open', 'answers are taken'), ('locked', 'locked')], default='open', max_length=10)),
                        ('opened_at', models.DateTimeField()),
                        ('locked_at', models.DateTimeField(blank=True, null=True)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('asker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
                        ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='figures_requests', to='registry.cluster')),
                        ('earlier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later', to='figures.figuresrequest')),
                        ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='figures.figuresrequest')),
                        ('sheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='figures_requests', to='registry.clustersheet')),
                    ],
                    options={
                        'ordering': ['-year', '-opened_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='FiguresReplyEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('state', models.CharField(choices=[('sent', 'no answer yet'), ('answered', 'answered'), ('disputed', 'disputed'), ('locked', 'locked')], default='sent', max_length=10)),
                        ('answer_number', models.PositiveIntegerField(default=0)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('reminded_at', models.DateTimeField(blank=True, null=True)),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='figures.figuresreply')),
                        ('request', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='figures.figuresrequest')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='figuresreply',
                    name='request',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='figures.figuresrequest'),
                ),
                migrations.CreateModel(
                    name='FiguresRequestEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('form', models.CharField(choices=[('cluster', 'questionnaire of a cluster'), ('table', 'table')], default='cluster', max_length=10)),
                        ('office', models.CharField(blank=True, choices=[('registry_officer', 'ministry'), ('organiser', 'association')], max_length=20)),
                        ('title', models.CharField(blank=True, max_length=200)),
                        ('basis', models.CharField(blank=True, help_text='why it may be asked: act, order, plan', max_length=300)),
                        ('columns', models.JSONField(default=list)),
                        ('most_rows', models.PositiveSmallIntegerField(default=1)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('text', models.TextField(blank=True)),
                        ('passport', models.JSONField(default=dict)),
                        ('due_at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('open', 'answers are taken'), ('locked', 'locked')], default='open', max_length=10)),
                        ('opened_at', models.DateTimeField()),
                        ('locked_at', models.DateTimeField(blank=True, null=True)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('asker', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('cluster', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('earlier', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='figures.figuresrequest')),
                        ('opened_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='figures.figuresrequest')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='figures.figuresrequest')),
                        ('sheet', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.clustersheet')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FiguresDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('content', models.JSONField(default=dict)),
                        ('base', models.PositiveIntegerField(default=0)),
                        ('saved_at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('reply', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='figures.figuresreply')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('reply', 'person'), name='figures_draft_once')],
                    },
                ),
                migrations.CreateModel(
                    name='FiguresContact',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('token_hash', models.CharField(max_length=64, unique=True)),
                        ('issued_at', models.DateTimeField()),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('reply', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='figures.figuresreply')),
                    ],
                    options={
                        'ordering': ['issued_at', 'id'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('reply', 'person'), name='figures_contact_once')],
                    },
                ),
                migrations.AddConstraint(
                    model_name='figuresanswer',
                    constraint=models.UniqueConstraint(fields=('reply', 'number'), name='figures_answer_number'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='figuresanswer',
                    trigger=pgtrigger.compiler.Trigger(name='frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."way" IS DISTINCT FROM (NEW."way") OR OLD."repeated" IS DISTINCT FROM (NEW."repeated") OR OLD."given_by_id" IS DISTINCT FROM (NEW."given_by_id") OR OLD."given_at" IS DISTINCT FROM (NEW."given_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='93701792a783dac82e8a3bd0f4230dc2f647d63f', operation='UPDATE', pgid='pgtrigger_frozen_49bc6', table='figures_figuresanswer', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='figuresrequest',
                    constraint=models.UniqueConstraint(condition=models.Q(('form', 'cluster')), fields=('cluster', 'year'), name='figures_request_once'),
                ),
                migrations.AddConstraint(
                    model_name='figuresrequest',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('form', 'cluster'), _negated=True), ('cluster__isnull', False), _connector='OR'), name='figures_request_cluster'),
                ),
                migrations.AddConstraint(
                    model_name='figuresrequest',
                    constraint=models.UniqueConstraint(condition=models.Q(('parent__isnull', False)), fields=('parent', 'asker'), name='figures_request_passed_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='figuresrequest',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "figures_figuresrequestevent" ("asker_id", "basis", "cluster_id", "columns", "due_at", "earlier_id", "form", "id", "is_demo", "locked_at", "most_rows", "office", "opened_at", "opened_by_id", "parent_id", "passport", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sheet_id", "state", "text", "title", "year") VALUES (NEW."asker_id", NEW."basis", NEW."cluster_id", NEW."columns", NEW."due_at", NEW."earlier_id", NEW."form", NEW."id", NEW."is_demo", NEW."locked_at", NEW."most_rows", NEW."office", NEW."opened_at", NEW."opened_by_id", NEW."parent_id", NEW."passport", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sheet_id", NEW."state", NEW."text", NEW."title", NEW."year"); RETURN NULL;', hash='14d1e50e8746c94bfcefd8b412bd24d60263030c', operation='INSERT', pgid='pgtrigger_insert_insert_5b8f4', table='figures_figuresrequest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='figuresrequest',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "figures_figuresrequestevent" ("asker_id", "basis", "cluster_id", "columns", "due_at", "earlier_id", "form", "id", "is_demo", "locked_at", "most_rows", "office", "opened_at", "opened_by_id", "parent_id", "passport", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sheet_id", "state", "text", "title", "year") VALUES (NEW."asker_id", NEW."basis", NEW."cluster_id", NEW."columns", NEW."due_at", NEW."earlier_id", NEW."form", NEW."id", NEW."is_demo", NEW."locked_at", NEW."most_rows", NEW."office", NEW."opened_at", NEW."opened_by_id", NEW."parent_id", NEW."passport", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sheet_id", NEW."state", NEW."text", NEW."title", NEW."year"); RETURN NULL;', hash='3d5a9c0acb503753994634ccd7adeb26bb181965', operation='UPDATE', pgid='pgtrigger_update_update_3197c', table='figures_figuresrequest', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='figuresreply',
                    constraint=models.UniqueConstraint(fields=('request', 'organisation'), name='figures_reply_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='figuresreply',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "figures_figuresreplyevent" ("answer_number", "answered_at", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "request_id", "state") VALUES (NEW."answer_number", NEW."answered_at", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reminded_at", NEW."request_id", NEW."state"); RETURN NULL;', hash='4250a34c3a1a8fc6c8fbdddb399417397e92ef38', operation='INSERT', pgid='pgtrigger_insert_insert_287ad', table='figures_figuresreply', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='figuresreply',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "figures_figuresreplyevent" ("answer_number", "answered_at", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "request_id", "state") VALUES (NEW."answer_number", NEW."answered_at", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reminded_at", NEW."request_id", NEW."state"); RETURN NULL;', hash='72fa6b0cfa0c1e2259b52308321087dfa67daea3', operation='UPDATE', pgid='pgtrigger_update_update_e1422', table='figures_figuresreply', when='AFTER')),
                ),
            ],
        ),
    ]
