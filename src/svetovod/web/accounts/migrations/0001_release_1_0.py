import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.accounts.models
import svetovod.web.common.schema
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_schema'), ('accounts', '0002_token_limited_to_projects'), ('accounts', '0003_filters_kept_and_visits')]

    initial = True

    # what others have made in many steps goes first: each step draws all models there are by then anew
    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('procrastinate', '0041_post_retry_failed_job'),
        ('sessions', '0001_initial'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('pseudonym', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('email', models.EmailField(max_length=254, unique=True)),
                        ('name', models.CharField(blank=True, max_length=200)),
                        ('position', models.CharField(blank=True, max_length=200)),
                        ('phone', models.CharField(blank=True, max_length=40)),
                        ('language', models.CharField(default='ru', max_length=5)),
                        ('is_active', models.BooleanField(default=True)),
                        ('joined_at', models.DateTimeField(auto_now_add=True)),
                        ('erased_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='DeskVisit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('began_at', models.DateTimeField()),
                        ('before_at', models.DateTimeField(null=True)),
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='desk_visit', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('token', models.CharField(default=svetovod.web.accounts.models._token, max_length=64, unique=True)),
                        ('email', models.EmailField(max_length=254)),
                        ('role', models.CharField(choices=[('administrator', 'administrator'), ('organiser', 'organiser'), ('cluster_manager', 'cluster manager'), ('cdc_officer', 'officer of a cluster development centre'), ('regional_authority', 'regional authority'), ('initiator', 'project initiator'), ('participant', 'representative of a participant enterprise'), ('expert', 'expert'), ('secretary', 'secretary of the selection commission'), ('commission_member', 'member of the commission'), ('chair', 'chair of the commission'), ('auditor', 'auditor'), ('registry_officer', 'registry officer of the ministry'), ('registry_head', 'head of the registry of the ministry'), ('moderator', 'moderator'), ('scribe', 'scribe of the session'), ('local_operator', 'local operator'), ('host', 'host enterprise'), ('pass_officer', 'pass officer'), ('check_in', 'check-in staff'), ('press_officer', 'press officer'), ('preparer', 'preparer')], max_length=30)),
                        ('scope', models.CharField(choices=[('platform', 'platform'), ('organisation', 'organisation'), ('cluster', 'cluster'), ('region', 'region'), ('session', 'practical session'), ('round', 'selection'), ('project', 'project')], max_length=20)),
                        ('scope_id', models.CharField(blank=True, max_length=40)),
                        ('label', models.CharField(blank=True, max_length=200)),
                        ('invited_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('accepted_at', models.DateTimeField(blank=True, null=True)),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='RoleGrant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('administrator', 'administrator'), ('organiser', 'organiser'), ('cluster_manager', 'cluster manager'), ('cdc_officer', 'officer of a cluster development centre'), ('regional_authority', 'regional authority'), ('initiator', 'project initiator'), ('participant', 'representative of a participant enterprise'), ('expert', 'expert'), ('secretary', 'secretary of the selection commission'), ('commission_member', 'member of the commission'), ('chair', 'chair of the commission'), ('auditor', 'auditor'), ('registry_officer', 'registry officer of the ministry'), ('registry_head', 'head of the registry of the ministry'), ('moderator', 'moderator'), ('scribe', 'scribe of the session'), ('local_operator', 'local operator'), ('host', 'host enterprise'), ('pass_officer', 'pass officer'), ('check_in', 'check-in staff'), ('press_officer', 'press officer'), ('preparer', 'preparer')], max_length=30)),
                        ('scope', models.CharField(choices=[('platform', 'platform'), ('organisation', 'organisation'), ('cluster', 'cluster'), ('region', 'region'), ('session', 'practical session'), ('round', 'selection'), ('project', 'project')], max_length=20)),
                        ('scope_id', models.CharField(blank=True, max_length=40)),
                        ('label', models.CharField(blank=True, help_text="what the person reads in 'I act for ...'", max_length=200)),
                        ('granted_at', models.DateTimeField()),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='RoleGrantEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('role', models.CharField(choices=[('administrator', 'administrator'), ('organiser', 'organiser'), ('cluster_manager', 'cluster manager'), ('cdc_officer', 'officer of a cluster development centre'), ('regional_authority', 'regional authority'), ('initiator', 'project initiator'), ('participant', 'representative of a participant enterprise'), ('expert', 'expert'), ('secretary', 'secretary of the selection commission'), ('commission_member', 'member of the commission'), ('chair', 'chair of the commission'), ('auditor', 'auditor'), ('registry_officer', 'registry officer of the ministry'), ('registry_head', 'head of the registry of the ministry'), ('moderator', 'moderator'), ('scribe', 'scribe of the session'), ('local_operator', 'local operator'), ('host', 'host enterprise'), ('pass_officer', 'pass officer'), ('check_in', 'check-in staff'), ('press_officer', 'press officer'), ('preparer', 'preparer')], max_length=30)),
                        ('scope', models.CharField(choices=[('platform', 'platform'), ('organisation', 'organisation'), ('cluster', 'cluster'), ('region', 'region'), ('session', 'practical session'), ('round', 'selection'), ('project', 'project')], max_length=20)),
                        ('scope_id', models.CharField(blank=True, max_length=40)),
                        ('label', models.CharField(blank=True, help_text="what the person reads in 'I act for ...'", max_length=200)),
                        ('granted_at', models.DateTimeField()),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.rolegrant')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AccessToken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100)),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('head', models.CharField(max_length=12)),
                        ('scope', models.CharField(choices=[('read', 'only read'), ('write', 'read and change')], max_length=8)),
                        ('projects', models.JSONField(blank=True, default=list, help_text='ids of projects it is limited to; empty: all')),
                        ('created_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('last_used_at', models.DateTimeField(blank=True, null=True)),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-created_at', '-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='token_has_a_term')],
                    },
                ),
                migrations.CreateModel(
                    name='KeptFilter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('page', models.CharField(help_text='address of the list, without its parameters', max_length=200)),
                        ('name', models.CharField(max_length=60)),
                        ('query', models.CharField(help_text='parameters of the list, without the number of the page', max_length=1000)),
                        ('kept_at', models.DateTimeField()),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_filters', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['name', 'id'],
                        'constraints': [models.UniqueConstraint(fields=('person', 'page', 'name'), name='kept_filter_once')],
                    },
                ),
                migrations.AddConstraint(
                    model_name='rolegrant',
                    constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('person', 'role', 'scope', 'scope_id'), name='grant_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='rolegrant',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_rolegrantevent" ("granted_at", "id", "label", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role", "scope", "scope_id") VALUES (NEW."granted_at", NEW."id", NEW."label", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."role", NEW."scope", NEW."scope_id"); RETURN NULL;', hash='db23d7adceed0fbe417ea6883e9368b80e606524', operation='INSERT', pgid='pgtrigger_insert_insert_77ca7', table='accounts_rolegrant', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='rolegrant',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_rolegrantevent" ("granted_at", "id", "label", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "role", "scope", "scope_id") VALUES (NEW."granted_at", NEW."id", NEW."label", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."role", NEW."scope", NEW."scope_id"); RETURN NULL;', hash='3bef83292ed893d9d1b11398275e57c80bc4b02a', operation='UPDATE', pgid='pgtrigger_update_update_f0e9e', table='accounts_rolegrant', when='AFTER')),
                ),
            ],
        ),
    ]
