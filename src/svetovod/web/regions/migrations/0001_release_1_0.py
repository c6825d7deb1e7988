import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('regions', '0001_schema'), ('regions', '0002_open_registries'), ('regions', '0003_centre_services'), ('regions', '0004_facilities')]

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
                    name='CentrePlan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('region', models.CharField(max_length=8)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('indicator', models.CharField(choices=[('clusters', 'Clusters served'), ('employees', 'Employees of participants of the clusters served'), ('revenue', 'Revenue of participants that are small or medium, RUB thousand'), ('goods', 'New goods brought to market with help'), ('paid', 'Services paid for, RUB thousand')], max_length=10)),
                        ('planned', models.DecimalField(decimal_places=2, max_digits=18)),
                    ],
                    options={
                        'ordering': ['year', 'id'],
                        'constraints': [models.UniqueConstraint(fields=('region', 'year', 'indicator'), name='centre_plan_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Publication',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('field', models.CharField(choices=[('card', 'name and region in the list of enterprises'), ('products', 'what it makes (groups of products, without sums)'), ('imports', 'what it buys abroad (groups of products, without sums)'), ('visits', 'it receives visitors')], max_length=10)),
                        ('shown', models.BooleanField(default=False)),
                        ('withheld', models.BooleanField(default=False)),
                        ('changed_at', models.DateTimeField()),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='publications', to='registry.organisation')),
                    ],
                    options={
                        'ordering': ['organisation', 'field'],
                    },
                ),
                migrations.CreateModel(
                    name='PublicationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('field', models.CharField(choices=[('card', 'name and region in the list of enterprises'), ('products', 'what it makes (groups of products, without sums)'), ('imports', 'what it buys abroad (groups of products, without sums)'), ('visits', 'it receives visitors')], max_length=10)),
                        ('shown', models.BooleanField(default=False)),
                        ('withheld', models.BooleanField(default=False)),
                        ('changed_at', models.DateTimeField()),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='regions.publication')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RegistryFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('sme', 'Small and medium enterprises (tax service)'), ('products', 'Industrial products under PP 719'), ('okved2', 'OKVED2, activities'), ('okpd2', 'OKPD2, products'), ('oktmo', 'OKTMO, municipalities')], max_length=10)),
                        ('name', models.CharField(max_length=200)),
                        ('sha256', models.CharField(max_length=64)),
                        ('size', models.BigIntegerField()),
                        ('dated', models.DateField(null=True)),
                        ('state', models.CharField(choices=[('waiting', 'in line'), ('reading', 'being read'), ('read', 'taken in'), ('refused', 'refused')], default='waiting', max_length=10)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('made_at', models.DateTimeField()),
                        ('begun_at', models.DateTimeField(null=True)),
                        ('begun_done', models.BigIntegerField(default=0)),
                        ('place', models.JSONField(default=list)),
                        ('done', models.BigIntegerField(default=0)),
                        ('total', models.BigIntegerField(default=0)),
                        ('rows', models.PositiveBigIntegerField(default=0)),
                        ('kept', models.PositiveBigIntegerField(default=0)),
                        ('rejections', models.PositiveBigIntegerField(default=0)),
                        ('people', models.PositiveBigIntegerField(default=0)),
                        ('problem', models.JSONField(default=dict)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-made_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='ProductMaker',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('region', models.CharField(max_length=8)),
                        ('group', models.CharField(max_length=8)),
                        ('inn', models.CharField(max_length=12)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='makers', to='regions.registryfile')),
                    ],
                ),
                migrations.CreateModel(
                    name='ProductEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('inn', models.CharField(max_length=12)),
                        ('okpd2', models.CharField(max_length=12)),
                        ('number', models.CharField(max_length=60)),
                        ('product', models.CharField(max_length=1000)),
                        ('entered', models.DateField(null=True)),
                        ('valid_to', models.DateField(null=True)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='products', to='regions.registryfile')),
                    ],
                    options={
                        'ordering': ['okpd2', 'number', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='ClassifierEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=12)),
                        ('name', models.CharField(max_length=1000)),
                        ('words', models.TextField()),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='regions.registryfile')),
                    ],
                    options={
                        'ordering': ['code'],
                    },
                ),
                migrations.CreateModel(
                    name='RegistryReject',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('problem', models.JSONField()),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rejects', to='regions.registryfile')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='SmeEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('inn', models.CharField(max_length=12)),
                        ('category', models.CharField(max_length=10)),
                        ('okved', models.CharField(blank=True, max_length=12)),
                        ('okved_more', models.JSONField(default=list)),
                        ('employees', models.PositiveIntegerField(null=True)),
                        ('since', models.DateField()),
                        ('as_of', models.DateField()),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enterprises', to='regions.registryfile')),
                    ],
                ),
                migrations.CreateModel(
                    name='Survey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=200)),
                        ('source', models.CharField(max_length=300)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('state', models.CharField(choices=[('waiting', 'being read'), ('read', 'ready, not published'), ('failed', 'could not be read'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='waiting', max_length=12)),
                        ('made_at', models.DateTimeField()),
                        ('published_at', models.DateTimeField(null=True)),
                        ('law_on', models.DateField()),
                        ('firms_sha256', models.CharField(max_length=64)),
                        ('purchases_sha256', models.CharField(max_length=64)),
                        ('counts', models.JSONField(default=dict)),
                        ('problems', models.JSONField(default=list)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-made_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='SurveyCandidate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('place', models.PositiveIntegerField()),
                        ('regions', models.JSONField(default=list)),
                        ('conforms', models.BooleanField()),
                        ('value', models.DecimalField(decimal_places=2, max_digits=20)),
                        ('told', models.JSONField()),
                        ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidates', to='regions.survey')),
                    ],
                    options={
                        'ordering': ['place'],
                    },
                ),
                migrations.CreateModel(
                    name='SurveyCell',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('region', models.CharField(max_length=8)),
                        ('group', models.CharField(max_length=8)),
                        ('makers', models.PositiveIntegerField()),
                        ('sellers', models.PositiveIntegerField()),
                        ('sold', models.DecimalField(decimal_places=2, max_digits=20)),
                        ('importers', models.PositiveIntegerField()),
                        ('imported', models.DecimalField(decimal_places=2, max_digits=20)),
                        ('outsiders', models.PositiveIntegerField()),
                        ('outside', models.DecimalField(decimal_places=2, max_digits=20)),
                        ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cells', to='regions.survey')),
                    ],
                    options={
                        'ordering': ['region', 'group'],
                    },
                ),
                migrations.CreateModel(
                    name='SurveyFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=10)),
                        ('name', models.CharField(max_length=200)),
                        ('raw', models.BinaryField()),
                        ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='regions.survey')),
                    ],
                ),
                migrations.CreateModel(
                    name='SurveyFirm',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('inn', models.CharField(db_index=True, max_length=12)),
                        ('makes', models.JSONField(default=list)),
                        ('imports', models.JSONField(default=list)),
                        ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='firms', to='regions.survey')),
                    ],
                ),
                migrations.CreateModel(
                    name='CentreService',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('region', models.CharField(max_length=8)),
                        ('given_on', models.DateField()),
                        ('kind', models.CharField(choices=[('methods', 'methods and papers of a cluster'), ('project', 'preparation of a joint project'), ('expert', 'expert examination and consulting'), ('cooperation', 'suppliers and buyers found'), ('market', 'goods brought to market'), ('training', 'training and exchange of experience')], max_length=12)),
                        ('about', models.CharField(max_length=500)),
                        ('product', models.CharField(blank=True, max_length=200)),
                        ('paid', models.DecimalField(decimal_places=2, default=0, max_digits=18)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('made_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                        ('withdrawn_why', models.CharField(blank=True, max_length=300)),
                        ('cluster', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.cluster')),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
                    ],
                    options={
                        'ordering': ['-given_on', '-id'],
                        'indexes': [models.Index(fields=['region', 'given_on'], name='centre_service_year')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('paid__gte', 0)), name='centre_service_paid')],
                    },
                ),
                migrations.CreateModel(
                    name='Facility',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('region', models.CharField(max_length=8)),
                        ('kind', models.CharField(choices=[('technopark', 'technopark'), ('park', 'industrial park'), ('zone', 'special economic zone'), ('engineering', 'engineering centre'), ('centre', 'cluster development centre'), ('testing', 'test centre'), ('shared', 'shared equipment centre'), ('education', 'educational institution'), ('other', 'other')], max_length=12)),
                        ('name', models.CharField(max_length=300)),
                        ('oktmo', models.CharField(blank=True, max_length=11)),
                        ('area', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                        ('occupied', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                        ('capability', models.CharField(blank=True, max_length=500)),
                        ('visits', models.BooleanField(default=False)),
                        ('url', models.CharField(blank=True, max_length=300)),
                        ('source', models.CharField(max_length=300)),
                        ('as_of', models.DateField()),
                        ('is_demo', models.BooleanField(default=False)),
                        ('made_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                        ('withdrawn_why', models.CharField(blank=True, max_length=300)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['kind', 'name', '-id'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('region', 'kind', 'name'), name='facility_once'), models.CheckConstraint(condition=models.Q(('occupied', None), ('occupied__range', (0, 100)), _connector='OR'), name='facility_occupied')],
                    },
                ),
                migrations.AddConstraint(
                    model_name='publication',
                    constraint=models.UniqueConstraint(fields=('organisation', 'field'), name='publication_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='publication',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "regions_publicationevent" ("changed_at", "field", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown", "withheld") VALUES (NEW."changed_at", NEW."field", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."shown", NEW."withheld"); RETURN NULL;', hash='7794eae9b66a903a5eeee75a43425fd64c24f36d', operation='INSERT', pgid='pgtrigger_insert_insert_6d700', table='regions_publication', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='publication',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "regions_publicationevent" ("changed_at", "field", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shown", "withheld") VALUES (NEW."changed_at", NEW."field", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."shown", NEW."withheld"); RETURN NULL;', hash='6194777954bd0bd78a55ce6bdd5622db96ca49b8', operation='UPDATE', pgid='pgtrigger_update_update_876c0', table='regions_publication', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='registryfile',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'refused'), _negated=True), fields=('kind', 'sha256'), name='registry_file_once'),
                ),
                migrations.AddConstraint(
                    model_name='productmaker',
                    constraint=models.UniqueConstraint(fields=('file', 'region', 'group', 'inn'), name='product_maker_once'),
                ),
                migrations.AddIndex(
                    model_name='productentry',
                    index=models.Index(fields=['inn', 'file'], name='product_entry_inn'),
                ),
                migrations.AddConstraint(
                    model_name='classifierentry',
                    constraint=models.UniqueConstraint(fields=('file', 'code'), name='classifier_entry_once'),
                ),
                migrations.AddConstraint(
                    model_name='smeentry',
                    constraint=models.UniqueConstraint(fields=('inn', 'file'), name='sme_entry_once'),
                ),
                migrations.AddConstraint(
                    model_name='surveycandidate',
                    constraint=models.UniqueConstraint(fields=('survey', 'place'), name='survey_candidate_once'),
                ),
                migrations.AddConstraint(
                    model_name='surveycell',
                    constraint=models.UniqueConstraint(fields=('survey', 'region', 'group'), name='survey_cell_once'),
                ),
                migrations.AddConstraint(
                    model_name='surveyfile',
                    constraint=models.UniqueConstraint(fields=('survey', 'kind'), name='survey_file_once'),
                ),
                migrations.AddConstraint(
                    model_name='surveyfirm',
                    constraint=models.UniqueConstraint(fields=('survey', 'inn'), name='survey_firm_once'),
                ),
            ],
        ),
    ]
