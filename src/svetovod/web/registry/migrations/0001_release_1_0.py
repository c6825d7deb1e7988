import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('registry', '0001_schema'), ('registry', '0002_ties_of_interest')]

    initial = True

    # what others have made in many steps goes before our many models, as in `accounts`
    dependencies = [
        ('account', '0009_emailaddress_unique_primary_email'),
        ('accounts', '0001_release_1_0'),
        ('mfa', '0003_authenticator_type_uniq'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('usersessions', '0001_initial'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='Cluster',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=80, unique=True)),
                        ('name', models.CharField(max_length=300)),
                        ('name_sort', models.CharField(db_index=True, editable=False, max_length=300)),
                        ('regions', models.JSONField(default=list)),
                        ('state', models.CharField(choices=[('idea', 'idea'), ('emerging', 'emerging'), ('dossier_ready', 'dossier ready'), ('filed', 'dossier filed'), ('under_review', 'under review'), ('registered', 'in the registry'), ('refused', 'refused'), ('expiring', 'confirmation is due'), ('excluded', 'excluded')], default='idea', max_length=20)),
                        ('registry_number', models.CharField(blank=True, max_length=40)),
                        ('is_demo', models.BooleanField(default=False)),
                    ],
                    options={
                        'ordering': ['name_sort', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='BulkImport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('made_at', models.DateTimeField()),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-made_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='ClusterSheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uploaded_at', models.DateTimeField()),
                        ('file_name', models.CharField(max_length=200)),
                        ('sha256', models.CharField(max_length=64)),
                        ('content', models.JSONField()),
                        ('notes', models.JSONField(default=list)),
                        ('sums', models.JSONField(null=True)),
                        ('sources', models.JSONField(default=list)),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheets', to='registry.cluster')),
                        ('restores', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='registry.clustersheet')),
                        ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-uploaded_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='NotDuplicate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(blank=True, max_length=300)),
                        ('said_at', models.DateTimeField()),
                        ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-said_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Organisation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('inn', models.CharField(max_length=12, unique=True)),
                        ('name', models.CharField(max_length=300)),
                        ('short_name', models.CharField(blank=True, max_length=120)),
                        ('name_sort', models.CharField(db_index=True, editable=False, max_length=300)),
                        ('region', models.CharField(max_length=8)),
                        ('kind', models.CharField(choices=[('enterprise', 'enterprise'), ('specialised_organisation', 'managing organisation of a cluster'), ('authority', 'authority'), ('cdc', 'cluster development centre'), ('association', 'association'), ('other', 'other')], default='enterprise', max_length=30)),
                        ('hidden', models.BooleanField(default=False, help_text='shown to its own people only')),
                        ('ogrn', models.CharField(blank=True, max_length=15)),
                        ('numbers', models.CharField(choices=[('unchecked', 'not compared with the state register'), ('verified', 'compared with the state register'), ('rejected', 'not confirmed by the state register')], db_index=True, default='unchecked', max_length=12)),
                        ('merged_into', models.ForeignKey(blank=True, help_text='goes on there', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='absorbed', to='registry.organisation')),
                    ],
                    options={
                        'ordering': ['name_sort', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='NumberCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('inn', models.CharField(max_length=12)),
                        ('kpp', models.CharField(blank=True, max_length=9)),
                        ('ogrn', models.CharField(blank=True, max_length=15)),
                        ('outcome', models.CharField(choices=[('unchecked', 'not compared with the state register'), ('verified', 'compared with the state register'), ('rejected', 'not confirmed by the state register')], max_length=12)),
                        ('on', models.DateField()),
                        ('source', models.CharField(max_length=300)),
                        ('reason', models.CharField(blank=True, max_length=500)),
                        ('made_at', models.DateTimeField()),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='registry.organisation')),
                    ],
                    options={
                        'ordering': ['-made_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='NotDuplicateEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('reason', models.CharField(blank=True, max_length=300)),
                        ('said_at', models.DateTimeField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.notduplicate')),
                        ('said_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('one', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('other', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='notduplicate',
                    name='one',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.organisation'),
                ),
                migrations.AddField(
                    model_name='notduplicate',
                    name='other',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.organisation'),
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('final_producer', 'producer of final products'), ('supplier', 'supplier'), ('contractor', 'contractor'), ('infrastructure', 'infrastructure organisation')], max_length=20)),
                        ('joined_on', models.DateField(blank=True, null=True)),
                        ('left_on', models.DateField(blank=True, null=True)),
                        ('newcomer', models.BooleanField(default=False)),
                        ('special_territory', models.BooleanField(default=False)),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='registry.cluster')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='registry.organisation')),
                    ],
                ),
                migrations.CreateModel(
                    name='ClusterEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slug', models.SlugField(db_index=False, max_length=80)),
                        ('name', models.CharField(max_length=300)),
                        ('name_sort', models.CharField(editable=False, max_length=300)),
                        ('regions', models.JSONField(default=list)),
                        ('state', models.CharField(choices=[('idea', 'idea'), ('emerging', 'emerging'), ('dossier_ready', 'dossier ready'), ('filed', 'dossier filed'), ('under_review', 'under review'), ('registered', 'in the registry'), ('refused', 'refused'), ('expiring', 'confirmation is due'), ('excluded', 'excluded')], default='idea', max_length=20)),
                        ('registry_number', models.CharField(blank=True, max_length=40)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.cluster')),
                        ('manager', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='cluster',
                    name='manager',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='managed_clusters', to='registry.organisation'),
                ),
                migrations.CreateModel(
                    name='OrganisationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('inn', models.CharField(max_length=12)),
                        ('name', models.CharField(max_length=300)),
                        ('short_name', models.CharField(blank=True, max_length=120)),
                        ('name_sort', models.CharField(editable=False, max_length=300)),
                        ('region', models.CharField(max_length=8)),
                        ('kind', models.CharField(choices=[('enterprise', 'enterprise'), ('specialised_organisation', 'managing organisation of a cluster'), ('authority', 'authority'), ('cdc', 'cluster development centre'), ('association', 'association'), ('other', 'other')], default='enterprise', max_length=30)),
                        ('hidden', models.BooleanField(default=False, help_text='shown to its own people only')),
                        ('ogrn', models.CharField(blank=True, max_length=15)),
                        ('numbers', models.CharField(choices=[('unchecked', 'not compared with the state register'), ('verified', 'compared with the state register'), ('rejected', 'not confirmed by the state register')], default='unchecked', max_length=12)),
                        ('merged_into', models.ForeignKey(blank=True, db_constraint=False, help_text='goes on there', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.organisation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OrganisationMerge',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ground', models.CharField(max_length=300)),
                        ('steps', models.JSONField(default=list)),
                        ('made_at', models.DateTimeField()),
                        ('undone_at', models.DateTimeField(blank=True, null=True)),
                        ('gone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_away', to='registry.organisation')),
                        ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_in', to='registry.organisation')),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-made_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='OrganisationMergeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('ground', models.CharField(max_length=300)),
                        ('steps', models.JSONField(default=list)),
                        ('made_at', models.DateTimeField()),
                        ('undone_at', models.DateTimeField(blank=True, null=True)),
                        ('gone', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('kept', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('made_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.organisationmerge')),
                        ('undone_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OrganisationParticular',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('director', 'director'), ('director_house', 'managing company'), ('founder', 'founder, a person'), ('founder_house', 'founder, an organisation'), ('telephone', 'telephone'), ('email', 'e-mail'), ('address', 'address')], max_length=16)),
                        ('text', models.CharField(blank=True, max_length=300)),
                        ('inn', models.CharField(blank=True, max_length=12)),
                        ('share', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                        ('source', models.CharField(max_length=300)),
                        ('as_of', models.DateField()),
                        ('entered_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='particulars', to='registry.organisation')),
                    ],
                    options={
                        'ordering': ['kind', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='OrganisationPlace',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('head', 'head office'), ('branch', 'branch'), ('representative', 'representative office'), ('division', 'separate division')], max_length=20)),
                        ('name', models.CharField(blank=True, max_length=300)),
                        ('kpp', models.CharField(blank=True, max_length=9)),
                        ('region', models.CharField(max_length=8)),
                        ('address', models.CharField(blank=True, max_length=500)),
                        ('closed_on', models.DateField(blank=True, null=True)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='registry.organisation')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='MembershipEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('role', models.CharField(choices=[('final_producer', 'producer of final products'), ('supplier', 'supplier'), ('contractor', 'contractor'), ('infrastructure', 'infrastructure organisation')], max_length=20)),
                        ('joined_on', models.DateField(blank=True, null=True)),
                        ('left_on', models.DateField(blank=True, null=True)),
                        ('newcomer', models.BooleanField(default=False)),
                        ('special_territory', models.BooleanField(default=False)),
                        ('cluster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.membership')),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('place', models.ForeignKey(blank=True, db_constraint=False, help_text='the branch it takes part by; none where it is the organisation as a whole', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisationplace')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='membership',
                    name='place',
                    field=models.ForeignKey(blank=True, help_text='the branch it takes part by; none where it is the organisation as a whole', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='registry.organisationplace'),
                ),
                migrations.CreateModel(
                    name='OrganisationPlaceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('head', 'head office'), ('branch', 'branch'), ('representative', 'representative office'), ('division', 'separate division')], max_length=20)),
                        ('name', models.CharField(blank=True, max_length=300)),
                        ('kpp', models.CharField(blank=True, max_length=9)),
                        ('region', models.CharField(max_length=8)),
                        ('address', models.CharField(blank=True, max_length=500)),
                        ('closed_on', models.DateField(blank=True, null=True)),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.organisationplace')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PendingSheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uploaded_at', models.DateTimeField()),
                        ('file_name', models.CharField(max_length=200)),
                        ('sha256', models.CharField(max_length=64)),
                        ('content', models.JSONField()),
                        ('notes', models.JSONField(default=list)),
                        ('base', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.clustersheet')),
                        ('cluster', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='pending_sheet', to='registry.cluster')),
                        ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='StoredVerdict',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField()),
                        ('act', models.CharField(max_length=20)),
                        ('edition', models.DateField()),
                        ('verdict', models.CharField(choices=[('conforming', 'Conforms'), ('likely_not_conforming', 'Rather does not conform'), ('not_conforming', 'Does not conform'), ('undetermined', 'Not enough data')], max_length=30)),
                        ('result', models.JSONField()),
                        ('facts_version', models.CharField(max_length=80)),
                        ('engine_version', models.CharField(max_length=40)),
                        ('input_sha256', models.CharField(max_length=64)),
                        ('made_at', models.DateTimeField()),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='registry.cluster')),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdicts', to='registry.clustersheet')),
                    ],
                    options={
                        'ordering': ['-made_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='BulkFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.PositiveSmallIntegerField()),
                        ('name', models.CharField(max_length=200)),
                        ('state', models.CharField(choices=[('waiting', 'to be read'), ('new', 'new cluster'), ('changed', 'changes figures'), ('unchanged', 'changes nothing'), ('refused', 'refused'), ('queued', 'being applied'), ('applied', 'applied'), ('failed', 'not applied'), ('undoing', 'being undone'), ('undone', 'undone')], default='waiting', max_length=12)),
                        ('raw', models.BinaryField(null=True)),
                        ('sha256', models.CharField(blank=True, max_length=64)),
                        ('content', models.JSONField(null=True)),
                        ('notes', models.JSONField(default=list)),
                        ('errors', models.JSONField(default=list)),
                        ('reason', models.JSONField(default=dict)),
                        ('elsewhere', models.JSONField(default=list)),
                        ('title', models.CharField(blank=True, max_length=300)),
                        ('changes', models.PositiveIntegerField(default=0)),
                        ('before', models.CharField(blank=True, choices=[('conforming', 'Conforms'), ('likely_not_conforming', 'Rather does not conform'), ('not_conforming', 'Does not conform'), ('undetermined', 'Not enough data')], max_length=30)),
                        ('after', models.CharField(blank=True, choices=[('conforming', 'Conforms'), ('likely_not_conforming', 'Rather does not conform'), ('not_conforming', 'Does not conform'), ('undetermined', 'Not enough data')], max_length=30)),
                        ('manager_inn', models.CharField(blank=True, max_length=12)),
                        ('manager_name', models.CharField(blank=True, max_length=300)),
                        ('bulk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='registry.bulkimport')),
                        ('cluster', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='registry.cluster')),
                        ('base', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='registry.clustersheet')),
                        ('sheet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='registry.clustersheet')),
                    ],
                    options={
                        'ordering': ['place', 'id'],
                        'constraints': [models.UniqueConstraint(fields=('bulk', 'place'), name='bulk_place_once')],
                    },
                ),
                migrations.AddConstraint(
                    model_name='organisation',
                    constraint=models.CheckConstraint(condition=models.Q(('inn__regex', '^([0-9]{10}|[0-9]{12})$')), name='organisation_inn_digits'),
                ),
                migrations.AddConstraint(
                    model_name='organisation',
                    constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='organisation_not_into_itself'),
                ),
                migrations.AddConstraint(
                    model_name='organisation',
                    constraint=models.CheckConstraint(condition=models.Q(('ogrn__regex', '^([0-9]{13}|[0-9]{15})?$')), name='ogrn_digits'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='other_numbers', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."inn" IS DISTINCT FROM (NEW."inn") OR OLD."ogrn" IS DISTINCT FROM (NEW."ogrn"))', func="NEW.numbers = 'unchecked'; RETURN NEW;", hash='f47d6cc965da9b80b2c75c9de20ebe9ed4401f04', operation='UPDATE', pgid='pgtrigger_other_numbers_c177f', table='registry_organisation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_organisationevent" ("hidden", "id", "inn", "kind", "merged_into_id", "name", "name_sort", "numbers", "ogrn", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "short_name") VALUES (NEW."hidden", NEW."id", NEW."inn", NEW."kind", NEW."merged_into_id", NEW."name", NEW."name_sort", NEW."numbers", NEW."ogrn", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region", NEW."short_name"); RETURN NULL;', hash='32b8c532e8435c9285fb2e703c545d440a05430c', operation='INSERT', pgid='pgtrigger_insert_insert_921d1', table='registry_organisation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_organisationevent" ("hidden", "id", "inn", "kind", "merged_into_id", "name", "name_sort", "numbers", "ogrn", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "short_name") VALUES (NEW."hidden", NEW."id", NEW."inn", NEW."kind", NEW."merged_into_id", NEW."name", NEW."name_sort", NEW."numbers", NEW."ogrn", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region", NEW."short_name"); RETURN NULL;', hash='aa552673b9dfbbf8571591e053a8a25bd4f9a08b', operation='UPDATE', pgid='pgtrigger_update_update_0f791', table='registry_organisation', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='numbercheck',
                    constraint=models.CheckConstraint(condition=models.Q(('outcome', 'verified'), models.Q(('outcome', 'rejected'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='rejected_with_a_reason'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='numbercheck',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5b388b63c127f7342866c9127db0792149b683e8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_83b8f', table='registry_numbercheck', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='notduplicate',
                    constraint=models.UniqueConstraint(fields=('one', 'other'), name='not_duplicate_once'),
                ),
                migrations.AddConstraint(
                    model_name='notduplicate',
                    constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='not_duplicate_in_order'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='notduplicate',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_notduplicateevent" ("id", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said_at", "said_by_id") VALUES (NEW."id", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."said_at", NEW."said_by_id"); RETURN NULL;', hash='3a0aab35b451b44d0c3457753638907b08598370', operation='INSERT', pgid='pgtrigger_insert_insert_58643', table='registry_notduplicate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='notduplicate',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_notduplicateevent" ("id", "one_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "said_at", "said_by_id") VALUES (NEW."id", NEW."one_id", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."said_at", NEW."said_by_id"); RETURN NULL;', hash='bfdae9adc09a085667058b39543bc5c7886f3de3', operation='UPDATE', pgid='pgtrigger_update_update_2bda2', table='registry_notduplicate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='cluster',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_clusterevent" ("id", "is_demo", "manager_id", "name", "name_sort", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regions", "registry_number", "slug", "state") VALUES (NEW."id", NEW."is_demo", NEW."manager_id", NEW."name", NEW."name_sort", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."regions", NEW."registry_number", NEW."slug", NEW."state"); RETURN NULL;', hash='b92a5b980c114759dda3de8df6278bef62b00997', operation='INSERT', pgid='pgtrigger_insert_insert_89323', table='registry_cluster', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='cluster',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_clusterevent" ("id", "is_demo", "manager_id", "name", "name_sort", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regions", "registry_number", "slug", "state") VALUES (NEW."id", NEW."is_demo", NEW."manager_id", NEW."name", NEW."name_sort", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."regions", NEW."registry_number", NEW."slug", NEW."state"); RETURN NULL;', hash='629a380f28b9beb4c31b72af949b280b64ca617c', operation='UPDATE', pgid='pgtrigger_update_update_221ec', table='registry_cluster', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='organisationmerge',
                    constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('gone',), name='merged_once'),
                ),
                migrations.AddConstraint(
                    model_name='organisationmerge',
                    constraint=models.CheckConstraint(condition=models.Q(('gone', models.F('kept')), _negated=True), name='merge_of_two'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisationmerge',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_organisationmergeevent" ("gone_id", "ground", "id", "kept_id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "steps", "undone_at", "undone_by_id") VALUES (NEW."gone_id", NEW."ground", NEW."id", NEW."kept_id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."steps", NEW."undone_at", NEW."undone_by_id"); RETURN NULL;', hash='59e786e9afab64dfb621b8dd211a30fee70783bf', operation='INSERT', pgid='pgtrigger_insert_insert_78b04', table='registry_organisationmerge', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisationmerge',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_organisationmergeevent" ("gone_id", "ground", "id", "kept_id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "steps", "undone_at", "undone_by_id") VALUES (NEW."gone_id", NEW."ground", NEW."id", NEW."kept_id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."steps", NEW."undone_at", NEW."undone_by_id"); RETURN NULL;', hash='aaa644065920980acf91a0b799539b30270eff60', operation='UPDATE', pgid='pgtrigger_update_update_f2e65', table='registry_organisationmerge', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='organisationparticular',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), models.Q(('text', ''), _negated=True)), models.Q(('inn', ''), ('text', ''), ('withdrawn_at__isnull', False)), _connector='OR'), name='particular_blanked'),
                ),
                migrations.AddConstraint(
                    model_name='organisationplace',
                    constraint=models.CheckConstraint(condition=models.Q(('kpp__regex', '^([0-9]{4}[0-9A-Z]{2}[0-9]{3})?$')), name='place_kpp_shape'),
                ),
                migrations.AddConstraint(
                    model_name='organisationplace',
                    constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None), models.Q(('kpp', ''), _negated=True)), fields=('organisation', 'kpp'), name='place_kpp_once'),
                ),
                migrations.AddConstraint(
                    model_name='organisationplace',
                    constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None), ('kind', 'head')), fields=('organisation',), name='one_head_office'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisationplace',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_organisationplaceevent" ("address", "closed_on", "id", "kind", "kpp", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region") VALUES (NEW."address", NEW."closed_on", NEW."id", NEW."kind", NEW."kpp", NEW."name", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region"); RETURN NULL;', hash='dd26d18472641369d817f764fbd759e4302c4d05', operation='INSERT', pgid='pgtrigger_insert_insert_2518d', table='registry_organisationplace', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisationplace',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_organisationplaceevent" ("address", "closed_on", "id", "kind", "kpp", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region") VALUES (NEW."address", NEW."closed_on", NEW."id", NEW."kind", NEW."kpp", NEW."name", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region"); RETURN NULL;', hash='c7484f92c9ff22d64d9827251142ef6c64213df8', operation='UPDATE', pgid='pgtrigger_update_update_2fd94', table='registry_organisationplace', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='membership',
                    constraint=models.UniqueConstraint(condition=models.Q(('left_on', None)), fields=('cluster', 'organisation'), name='member_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membership',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_membershipevent" ("cluster_id", "id", "joined_on", "left_on", "newcomer", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "role", "special_territory") VALUES (NEW."cluster_id", NEW."id", NEW."joined_on", NEW."left_on", NEW."newcomer", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."role", NEW."special_territory"); RETURN NULL;', hash='b8c25f08b78c9938f198678a0db6d4fb6ca0473f', operation='INSERT', pgid='pgtrigger_insert_insert_40ab0', table='registry_membership', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membership',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_membershipevent" ("cluster_id", "id", "joined_on", "left_on", "newcomer", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "role", "special_territory") VALUES (NEW."cluster_id", NEW."id", NEW."joined_on", NEW."left_on", NEW."newcomer", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."role", NEW."special_territory"); RETURN NULL;', hash='c34f32e68ea40ef25c986d30a22ca5a8cad2ade1', operation='UPDATE', pgid='pgtrigger_update_update_2e25f', table='registry_membership', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='storedverdict',
                    index=models.Index(fields=['cluster', 'on'], name='verdict_cluster_day'),
                ),
                migrations.AddConstraint(
                    model_name='storedverdict',
                    constraint=models.UniqueConstraint(fields=('sheet', 'on', 'act', 'facts_version', 'engine_version'), name='verdict_once'),
                ),
            ],
        ),
    ]
