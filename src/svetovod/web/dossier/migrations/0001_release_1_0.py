import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('dossier', '0001_schema')]

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
                    name='Agreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('region', models.CharField(blank=True, max_length=8)),
                        ('number', models.CharField(max_length=60)),
                        ('dated_on', models.DateField()),
                        ('valid_to', models.DateField(null=True)),
                        ('signed_with', models.CharField(max_length=300)),
                        ('cancelled_on', models.DateField(null=True)),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='registry.cluster')),
                        ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='registry.organisation')),
                    ],
                    options={
                        'ordering': ['-dated_on', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='AgreementEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('region', models.CharField(blank=True, max_length=8)),
                        ('number', models.CharField(max_length=60)),
                        ('dated_on', models.DateField()),
                        ('valid_to', models.DateField(null=True)),
                        ('signed_with', models.CharField(max_length=300)),
                        ('cancelled_on', models.DateField(null=True)),
                        ('cluster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('organisation', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.agreement')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ClusterFounding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField()),
                        ('ground', models.CharField(max_length=300)),
                        ('cluster', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='founding', to='registry.cluster')),
                    ],
                ),
                migrations.CreateModel(
                    name='ClusterFoundingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('on', models.DateField()),
                        ('ground', models.CharField(max_length=300)),
                        ('cluster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.clusterfounding')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ClusterObject',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('education', 'educational organisation'), ('technology_centre', 'centre of shared equipment or prototyping'), ('engineering_centre', 'engineering centre'), ('test_laboratory', 'testing laboratory'), ('technopark', 'technopark'), ('industrial_park', 'industrial park'), ('energy', 'energy supply'), ('logistics', 'logistics and warehouses'), ('nonprofit', 'non-profit organisation'), ('financial', 'financial organisation')], max_length=20)),
                        ('name', models.CharField(max_length=300)),
                        ('owner_inn', models.CharField(max_length=12)),
                        ('owner_name', models.CharField(max_length=300)),
                        ('region', models.CharField(max_length=8)),
                        ('serves', models.CharField(max_length=300)),
                        ('evidence', models.CharField(blank=True, max_length=300)),
                        ('since', models.DateField(null=True)),
                        ('given_up_on', models.DateField(null=True)),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objects_of', to='registry.cluster')),
                    ],
                    options={
                        'ordering': ['kind', 'name', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='Dossier',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.DateField(help_text='the day of the edition, as the rulebook names it')),
                        ('pinned_at', models.DateTimeField()),
                        ('cluster', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='dossier', to='registry.cluster')),
                        ('pinned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='DossierDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=60)),
                        ('number', models.CharField(blank=True, max_length=60)),
                        ('note', models.CharField(blank=True, max_length=300)),
                        ('dated_on', models.DateField()),
                        ('valid_to', models.DateField(null=True)),
                        ('withdrawn_on', models.DateField(null=True)),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dossier_documents', to='registry.cluster')),
                    ],
                    options={
                        'ordering': ['-dated_on', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='ClusterObjectEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('education', 'educational organisation'), ('technology_centre', 'centre of shared equipment or prototyping'), ('engineering_centre', 'engineering centre'), ('test_laboratory', 'testing laboratory'), ('technopark', 'technopark'), ('industrial_park', 'industrial park'), ('energy', 'energy supply'), ('logistics', 'logistics and warehouses'), ('nonprofit', 'non-profit organisation'), ('financial', 'financial organisation')], max_length=20)),
                        ('name', models.CharField(max_length=300)),
                        ('owner_inn', models.CharField(max_length=12)),
                        ('owner_name', models.CharField(max_length=300)),
                        ('region', models.CharField(max_length=8)),
                        ('serves', models.CharField(max_length=300)),
                        ('evidence', models.CharField(blank=True, max_length=300)),
                        ('since', models.DateField(null=True)),
                        ('given_up_on', models.DateField(null=True)),
                        ('cluster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.clusterobject')),
                        ('document', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossier.dossierdocument')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='clusterobject',
                    name='document',
                    field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dossier.dossierdocument'),
                ),
                migrations.CreateModel(
                    name='DossierDocumentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('code', models.CharField(max_length=60)),
                        ('number', models.CharField(blank=True, max_length=60)),
                        ('note', models.CharField(blank=True, max_length=300)),
                        ('dated_on', models.DateField()),
                        ('valid_to', models.DateField(null=True)),
                        ('withdrawn_on', models.DateField(null=True)),
                        ('cluster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.dossierdocument')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='EditionPin',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('before', models.DateField(blank=True, null=True)),
                        ('edition', models.DateField()),
                        ('pinned_at', models.DateTimeField()),
                        ('reason', models.TextField(blank=True, max_length=2000)),
                        ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins', to='dossier.dossier')),
                        ('pinned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-pinned_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='ManagingTerm',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('since', models.DateField(null=True)),
                        ('until', models.DateField(null=True)),
                        ('ground', models.CharField(blank=True, max_length=300)),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='managing_terms', to='registry.cluster')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='managing_terms', to='registry.organisation')),
                    ],
                    options={
                        'ordering': ['-since', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='ManagingTermEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('since', models.DateField(null=True)),
                        ('until', models.DateField(null=True)),
                        ('ground', models.CharField(blank=True, max_length=300)),
                        ('cluster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.managingterm')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='MembershipChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('joined', 'joined'), ('left', 'left')], max_length=10)),
                        ('on', models.DateField()),
                        ('ground', models.CharField(max_length=300)),
                        ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='registry.membership')),
                    ],
                    options={
                        'ordering': ['on', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='MembershipChangeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('joined', 'joined'), ('left', 'left')], max_length=10)),
                        ('on', models.DateField()),
                        ('ground', models.CharField(max_length=300)),
                        ('membership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.membership')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.membershipchange')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='OrganisationFounding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('on', models.DateField()),
                        ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='founding', to='registry.organisation')),
                    ],
                ),
                migrations.CreateModel(
                    name='OrganisationFoundingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('on', models.DateField()),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.organisationfounding')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Programme',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveSmallIntegerField()),
                        ('first_year', models.PositiveSmallIntegerField()),
                        ('last_year', models.PositiveSmallIntegerField()),
                        ('number', models.CharField(blank=True, max_length=60)),
                        ('approved_on', models.DateField(null=True)),
                        ('approved_by', models.CharField(blank=True, max_length=300)),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='programmes', to='registry.cluster')),
                    ],
                    options={
                        'ordering': ['-version'],
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('version', models.PositiveSmallIntegerField()),
                        ('first_year', models.PositiveSmallIntegerField()),
                        ('last_year', models.PositiveSmallIntegerField()),
                        ('number', models.CharField(blank=True, max_length=60)),
                        ('approved_on', models.DateField(null=True)),
                        ('approved_by', models.CharField(blank=True, max_length=300)),
                        ('cluster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.programme')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammeGoal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('text', models.CharField(max_length=300)),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='dossier.programme')),
                    ],
                    options={
                        'ordering': ['position', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammeGoalEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('text', models.CharField(max_length=300)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.programmegoal')),
                        ('programme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossier.programme')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammeIndicator',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('name', models.CharField(max_length=200)),
                        ('unit', models.CharField(max_length=40)),
                        ('step', models.CharField(choices=[('year', 'by years'), ('half_year', 'by half-years')], default='year', max_length=10)),
                        ('better', models.CharField(choices=[('more', 'the more, the better'), ('less', 'the less, the better')], default='more', max_length=4)),
                        ('baseline', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                        ('baseline_year', models.PositiveSmallIntegerField(null=True)),
                        ('origin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dossier.programmeindicator')),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='dossier.programme')),
                    ],
                    options={
                        'ordering': ['position', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammeIndicatorEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('name', models.CharField(max_length=200)),
                        ('unit', models.CharField(max_length=40)),
                        ('step', models.CharField(choices=[('year', 'by years'), ('half_year', 'by half-years')], default='year', max_length=10)),
                        ('better', models.CharField(choices=[('more', 'the more, the better'), ('less', 'the less, the better')], default='more', max_length=4)),
                        ('baseline', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                        ('baseline_year', models.PositiveSmallIntegerField(null=True)),
                        ('origin', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossier.programmeindicator')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.programmeindicator')),
                        ('programme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossier.programme')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammeMeasure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=12)),
                        ('name', models.CharField(max_length=300)),
                        ('due_on', models.DateField()),
                        ('project', models.CharField(blank=True, db_index=True, max_length=40)),
                        ('done_on', models.DateField(null=True)),
                        ('result', models.CharField(blank=True, max_length=300)),
                        ('goal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='measures', to='dossier.programmegoal')),
                        ('origin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dossier.programmemeasure')),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measures', to='dossier.programme')),
                        ('responsible', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
                    ],
                    options={
                        'ordering': ['due_on', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammeMeasureEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.CharField(max_length=12)),
                        ('name', models.CharField(max_length=300)),
                        ('due_on', models.DateField()),
                        ('project', models.CharField(blank=True, max_length=40)),
                        ('done_on', models.DateField(null=True)),
                        ('result', models.CharField(blank=True, max_length=300)),
                        ('goal', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossier.programmegoal')),
                        ('origin', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossier.programmemeasure')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.programmemeasure')),
                        ('programme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossier.programme')),
                        ('responsible', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammePoint',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('period', models.CharField(max_length=6, validators=[django.core.validators.RegexValidator('^20[0-9]{2}(H[12])?$')])),
                        ('plan', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                        ('fact', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                        ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='dossier.programmeindicator')),
                    ],
                    options={
                        'ordering': ['period'],
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammePointEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('period', models.CharField(max_length=6, validators=[django.core.validators.RegexValidator('^20[0-9]{2}(H[12])?$')])),
                        ('plan', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                        ('fact', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                        ('indicator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossier.programmeindicator')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.programmepoint')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RegionalAccord',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('regions', models.JSONField(default=list)),
                        ('number', models.CharField(max_length=60)),
                        ('dated_on', models.DateField()),
                        ('valid_to', models.DateField(null=True)),
                        ('signatories', models.CharField(max_length=600)),
                        ('cancelled_on', models.DateField(null=True)),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accords', to='registry.cluster')),
                    ],
                    options={
                        'ordering': ['-dated_on', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='RegionalAccordEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('regions', models.JSONField(default=list)),
                        ('number', models.CharField(max_length=60)),
                        ('dated_on', models.DateField()),
                        ('valid_to', models.DateField(null=True)),
                        ('signatories', models.CharField(max_length=600)),
                        ('cancelled_on', models.DateField(null=True)),
                        ('cluster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.regionalaccord')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RequirementMark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=60)),
                        ('state', models.CharField(choices=[('met', 'met'), ('not_met', 'not met'), ('not_shown', 'not shown'), ('unknown', 'not known to us')], max_length=10)),
                        ('evidence', models.CharField(blank=True, max_length=300)),
                        ('noted_on', models.DateField()),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirement_marks', to='registry.cluster')),
                        ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dossier.dossierdocument')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.organisation')),
                    ],
                ),
                migrations.CreateModel(
                    name='RequirementMarkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=60)),
                        ('state', models.CharField(choices=[('met', 'met'), ('not_met', 'not met'), ('not_shown', 'not shown'), ('unknown', 'not known to us')], max_length=10)),
                        ('evidence', models.CharField(blank=True, max_length=300)),
                        ('noted_on', models.DateField()),
                        ('cluster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('document', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossier.dossierdocument')),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='dossier.requirementmark')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddConstraint(
                    model_name='agreement',
                    constraint=models.CheckConstraint(condition=models.Q(('organisation', None), ('region', ''), _connector='XOR'), name='agreement_with_one_side'),
                ),
                migrations.AddConstraint(
                    model_name='agreement',
                    constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('dated_on')), _connector='OR'), name='agreement_days_in_order'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreement',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_agreementevent" ("cancelled_on", "cluster_id", "dated_on", "id", "number", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "signed_with", "valid_to") VALUES (NEW."cancelled_on", NEW."cluster_id", NEW."dated_on", NEW."id", NEW."number", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region", NEW."signed_with", NEW."valid_to"); RETURN NULL;', hash='da14cb90213a253aa84b81a9c36957d52c5f8353', operation='INSERT', pgid='pgtrigger_insert_insert_74ca5', table='dossier_agreement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agreement',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_agreementevent" ("cancelled_on", "cluster_id", "dated_on", "id", "number", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "signed_with", "valid_to") VALUES (NEW."cancelled_on", NEW."cluster_id", NEW."dated_on", NEW."id", NEW."number", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region", NEW."signed_with", NEW."valid_to"); RETURN NULL;', hash='a56f0b132e57826c7087da57ef3ac3a95194aab7', operation='UPDATE', pgid='pgtrigger_update_update_cc541', table='dossier_agreement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='clusterfounding',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_clusterfoundingevent" ("cluster_id", "ground", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."cluster_id", NEW."ground", NEW."id", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='0d642b687caea2907e0ab49306ed8fea46eec8a3', operation='INSERT', pgid='pgtrigger_insert_insert_789f2', table='dossier_clusterfounding', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='clusterfounding',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_clusterfoundingevent" ("cluster_id", "ground", "id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."cluster_id", NEW."ground", NEW."id", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='68491c632bc3c23c834b889594abdb274b2f301d', operation='UPDATE', pgid='pgtrigger_update_update_6766b', table='dossier_clusterfounding', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='dossierdocument',
                    constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('dated_on')), _connector='OR'), name='document_days_in_order'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='dossierdocument',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_dossierdocumentevent" ("cluster_id", "code", "dated_on", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_to", "withdrawn_on") VALUES (NEW."cluster_id", NEW."code", NEW."dated_on", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."valid_to", NEW."withdrawn_on"); RETURN NULL;', hash='bf68956a60b69ce90bc74e818a918191e0e3d501', operation='INSERT', pgid='pgtrigger_insert_insert_f153d', table='dossier_dossierdocument', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='dossierdocument',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_dossierdocumentevent" ("cluster_id", "code", "dated_on", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_to", "withdrawn_on") VALUES (NEW."cluster_id", NEW."code", NEW."dated_on", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."valid_to", NEW."withdrawn_on"); RETURN NULL;', hash='cd853da389c86f11fa6e67a233a51f554bce53d7', operation='UPDATE', pgid='pgtrigger_update_update_517f4', table='dossier_dossierdocument', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='clusterobject',
                    constraint=models.UniqueConstraint(condition=models.Q(('given_up_on', None)), fields=('cluster', 'name', 'owner_inn'), name='object_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='clusterobject',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_clusterobjectevent" ("cluster_id", "document_id", "evidence", "given_up_on", "id", "kind", "name", "owner_inn", "owner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "serves", "since") VALUES (NEW."cluster_id", NEW."document_id", NEW."evidence", NEW."given_up_on", NEW."id", NEW."kind", NEW."name", NEW."owner_inn", NEW."owner_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region", NEW."serves", NEW."since"); RETURN NULL;', hash='8b1b6bfd0c5060b93669205c3229144be9216467', operation='INSERT', pgid='pgtrigger_insert_insert_cb3b0', table='dossier_clusterobject', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='clusterobject',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_clusterobjectevent" ("cluster_id", "document_id", "evidence", "given_up_on", "id", "kind", "name", "owner_inn", "owner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "serves", "since") VALUES (NEW."cluster_id", NEW."document_id", NEW."evidence", NEW."given_up_on", NEW."id", NEW."kind", NEW."name", NEW."owner_inn", NEW."owner_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region", NEW."serves", NEW."since"); RETURN NULL;', hash='03730ffb2f0fb556312fa85a645301b1258773c7', operation='UPDATE', pgid='pgtrigger_update_update_00e9e', table='dossier_clusterobject', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='editionpin',
                    trigger=pgtrigger.compiler.Trigger(name='pinned', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='52b713a05095234cb9859e977af79451cf8362e1', operation='UPDATE', pgid='pgtrigger_pinned_df653', table='dossier_editionpin', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='managingterm',
                    constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('cluster',), name='managed_by_one'),
                ),
                migrations.AddConstraint(
                    model_name='managingterm',
                    constraint=models.CheckConstraint(condition=models.Q(('until', None), ('since', None), ('until__gte', models.F('since')), _connector='OR'), name='managing_days_in_order'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='managingterm',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_managingtermevent" ("cluster_id", "ground", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (NEW."cluster_id", NEW."ground", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since", NEW."until"); RETURN NULL;', hash='d9e5f2a8a7f5c6b331bd9e9007823de246e9f3e8', operation='INSERT', pgid='pgtrigger_insert_insert_dcbc4', table='dossier_managingterm', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='managingterm',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_managingtermevent" ("cluster_id", "ground", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") VALUES (NEW."cluster_id", NEW."ground", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since", NEW."until"); RETURN NULL;', hash='4444480113728f4f10d1f6149556f2276b226a04', operation='UPDATE', pgid='pgtrigger_update_update_e50d4', table='dossier_managingterm', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='membershipchange',
                    constraint=models.UniqueConstraint(fields=('membership', 'kind'), name='membership_change_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membershipchange',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_membershipchangeevent" ("ground", "id", "kind", "membership_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."ground", NEW."id", NEW."kind", NEW."membership_id", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='9cc83da6e58575531dbc04a0213bd98840f3542b', operation='INSERT', pgid='pgtrigger_insert_insert_89945', table='dossier_membershipchange', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membershipchange',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_membershipchangeevent" ("ground", "id", "kind", "membership_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."ground", NEW."id", NEW."kind", NEW."membership_id", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='14b13b92b18c93b9141eb16a89d2a3bf1ec9ac62', operation='UPDATE', pgid='pgtrigger_update_update_7156f', table='dossier_membershipchange', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisationfounding',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_organisationfoundingevent" ("id", "on", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."on", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='d77b190bd8c9aacbc1fe047555aed1e062c842fc', operation='INSERT', pgid='pgtrigger_insert_insert_e8397', table='dossier_organisationfounding', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisationfounding',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_organisationfoundingevent" ("id", "on", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."on", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='5c50bb5d7e61ae0528d8703261fd75608225785e', operation='UPDATE', pgid='pgtrigger_update_update_3cc06', table='dossier_organisationfounding', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='programme',
                    constraint=models.UniqueConstraint(fields=('cluster', 'version'), name='programme_version_once'),
                ),
                migrations.AddConstraint(
                    model_name='programme',
                    constraint=models.UniqueConstraint(condition=models.Q(('approved_on', None)), fields=('cluster',), name='programme_one_draft'),
                ),
                migrations.AddConstraint(
                    model_name='programme',
                    constraint=models.CheckConstraint(condition=models.Q(('last_year__gte', models.F('first_year'))), name='programme_years_in_order'),
                ),
                migrations.AddConstraint(
                    model_name='programme',
                    constraint=models.CheckConstraint(condition=models.Q(('approved_on', None), models.Q(('number', ''), _negated=True), _connector='XOR'), name='programme_approved_by_number'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programme',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_programmeevent" ("approved_by", "approved_on", "cluster_id", "first_year", "id", "last_year", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."approved_by", NEW."approved_on", NEW."cluster_id", NEW."first_year", NEW."id", NEW."last_year", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;', hash='81e1edd24dadfe7d58a8a702cd1b88a975550a87', operation='INSERT', pgid='pgtrigger_insert_insert_16f15', table='dossier_programme', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programme',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_programmeevent" ("approved_by", "approved_on", "cluster_id", "first_year", "id", "last_year", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."approved_by", NEW."approved_on", NEW."cluster_id", NEW."first_year", NEW."id", NEW."last_year", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;', hash='30b42ff74c5e9467de44d63488cf048f9fc3364d', operation='UPDATE', pgid='pgtrigger_update_update_08a71', table='dossier_programme', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programmegoal',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_programmegoalevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "text") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."programme_id", NEW."text"); RETURN NULL;', hash='7b984c4691957aa488547b07b00f762da72d6b3c', operation='INSERT', pgid='pgtrigger_insert_insert_efd3b', table='dossier_programmegoal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programmegoal',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_programmegoalevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "text") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."programme_id", NEW."text"); RETURN NULL;', hash='51d7f4ee68ab6c999aa6ab5e4ceccbc6dbd425fb', operation='UPDATE', pgid='pgtrigger_update_update_db50b', table='dossier_programmegoal', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='programmeindicator',
                    constraint=models.UniqueConstraint(fields=('programme', 'name'), name='programme_indicator_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programmeindicator',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_programmeindicatorevent" ("baseline", "baseline_year", "better", "id", "name", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "step", "unit") VALUES (NEW."baseline", NEW."baseline_year", NEW."better", NEW."id", NEW."name", NEW."origin_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."programme_id", NEW."step", NEW."unit"); RETURN NULL;', hash='dca305894ebfedd746e0526979d4ba8f7f26078c', operation='INSERT', pgid='pgtrigger_insert_insert_b3010', table='dossier_programmeindicator', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programmeindicator',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_programmeindicatorevent" ("baseline", "baseline_year", "better", "id", "name", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "step", "unit") VALUES (NEW."baseline", NEW."baseline_year", NEW."better", NEW."id", NEW."name", NEW."origin_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."programme_id", NEW."step", NEW."unit"); RETURN NULL;', hash='36c3257cd4a880c091f65a572109cb6c40d2e5bc', operation='UPDATE', pgid='pgtrigger_update_update_3da08', table='dossier_programmeindicator', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='programmemeasure',
                    constraint=models.UniqueConstraint(fields=('programme', 'number'), name='measure_number_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programmemeasure',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_programmemeasureevent" ("done_on", "due_on", "goal_id", "id", "name", "number", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project", "responsible_id", "result") VALUES (NEW."done_on", NEW."due_on", NEW."goal_id", NEW."id", NEW."name", NEW."number", NEW."origin_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."programme_id", NEW."project", NEW."responsible_id", NEW."result"); RETURN NULL;', hash='49d0085d5bcbe85f5e0c8f8b63e96cad6d71f54d', operation='INSERT', pgid='pgtrigger_insert_insert_f0d41', table='dossier_programmemeasure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programmemeasure',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_programmemeasureevent" ("done_on", "due_on", "goal_id", "id", "name", "number", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project", "responsible_id", "result") VALUES (NEW."done_on", NEW."due_on", NEW."goal_id", NEW."id", NEW."name", NEW."number", NEW."origin_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."programme_id", NEW."project", NEW."responsible_id", NEW."result"); RETURN NULL;', hash='7fa2669ff88a27d493a4b432696ce8819b2667a5', operation='UPDATE', pgid='pgtrigger_update_update_29eab', table='dossier_programmemeasure', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='programmepoint',
                    constraint=models.UniqueConstraint(fields=('indicator', 'period'), name='programme_period_once'),
                ),
                migrations.AddConstraint(
                    model_name='programmepoint',
                    constraint=models.CheckConstraint(condition=models.Q(('period__regex', '^20[0-9]{2}(H[12])?$')), name='programme_period_known'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programmepoint',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_programmepointevent" ("fact", "id", "indicator_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan") VALUES (NEW."fact", NEW."id", NEW."indicator_id", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan"); RETURN NULL;', hash='2ec101731b3e0627fe3627a1a1e51928b7c579b0', operation='INSERT', pgid='pgtrigger_insert_insert_66819', table='dossier_programmepoint', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programmepoint',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_programmepointevent" ("fact", "id", "indicator_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan") VALUES (NEW."fact", NEW."id", NEW."indicator_id", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan"); RETURN NULL;', hash='3b6182816669ea0174494f531200629db0ef6534', operation='UPDATE', pgid='pgtrigger_update_update_c4b4c', table='dossier_programmepoint', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='regionalaccord',
                    constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('dated_on')), _connector='OR'), name='accord_days_in_order'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='regionalaccord',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_regionalaccordevent" ("cancelled_on", "cluster_id", "dated_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regions", "signatories", "valid_to") VALUES (NEW."cancelled_on", NEW."cluster_id", NEW."dated_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."regions", NEW."signatories", NEW."valid_to"); RETURN NULL;', hash='2a81c9189ac209e1c50622f4ae358f47df0c34fd', operation='INSERT', pgid='pgtrigger_insert_insert_041ed', table='dossier_regionalaccord', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='regionalaccord',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_regionalaccordevent" ("cancelled_on", "cluster_id", "dated_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regions", "signatories", "valid_to") VALUES (NEW."cancelled_on", NEW."cluster_id", NEW."dated_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."regions", NEW."signatories", NEW."valid_to"); RETURN NULL;', hash='eedfd34f1c3c353771e2a214aa4b89af1eddb565', operation='UPDATE', pgid='pgtrigger_update_update_4cc89', table='dossier_regionalaccord', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='requirementmark',
                    constraint=models.UniqueConstraint(fields=('cluster', 'organisation', 'key'), name='requirement_mark_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='requirementmark',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "dossier_requirementmarkevent" ("cluster_id", "document_id", "evidence", "id", "key", "noted_on", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."cluster_id", NEW."document_id", NEW."evidence", NEW."id", NEW."key", NEW."noted_on", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state"); RETURN NULL;', hash='eea9a5944e110bae6b1c95c05b1d383b5a3a27a5', operation='INSERT', pgid='pgtrigger_insert_insert_03408', table='dossier_requirementmark', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='requirementmark',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "dossier_requirementmarkevent" ("cluster_id", "document_id", "evidence", "id", "key", "noted_on", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."cluster_id", NEW."document_id", NEW."evidence", NEW."id", NEW."key", NEW."noted_on", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state"); RETURN NULL;', hash='18d2b8af778e1c222d3f17e4fff00b053d69ebc7', operation='UPDATE', pgid='pgtrigger_update_update_3732a', table='dossier_requirementmark', when='AFTER')),
                ),
            ],
        ),
    ]
