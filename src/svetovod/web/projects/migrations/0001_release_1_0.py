import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('projects', '0001_schema'), ('projects', '0002_estimate_and_model')]

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
                    name='CostDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('contract', 'contract'), ('invoice', 'invoice'), ('upd', 'UPD (invoice and act in one)'), ('act', 'act of acceptance'), ('payment', 'payment order'), ('commissioning', 'commissioning act')], max_length=16)),
                        ('number', models.CharField(max_length=60)),
                        ('on', models.DateField()),
                        ('payer', models.CharField(max_length=12, validators=[django.core.validators.RegexValidator('^([0-9]{10}|[0-9]{12})$')])),
                        ('seller', models.CharField(blank=True, max_length=12, validators=[django.core.validators.RegexValidator('^([0-9]{10}|[0-9]{12})$')])),
                        ('seller_name', models.CharField(blank=True, max_length=200)),
                        ('gross', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('vat', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('rate', models.CharField(choices=[('20', '20 %'), ('none', 'without VAT'), ('0', '0 %'), ('5', '5 %'), ('7', '7 %'), ('10', '10 %'), ('18', '18 %'), ('22', '22 %')], max_length=4)),
                    ],
                    options={
                        'ordering': ['on', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='EfficiencyPlan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rate', models.DecimalField(decimal_places=4, max_digits=6)),
                        ('basis', models.CharField(blank=True, max_length=300)),
                        ('years', models.JSONField(default=list)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='FilingPaper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('step', models.CharField(max_length=20)),
                        ('paper', models.CharField(blank=True, max_length=200)),
                        ('dated_on', models.DateField()),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='FitLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField()),
                        ('what', models.CharField(choices=[('product', 'product'), ('purchase', 'purchase within the cluster')], max_length=10)),
                        ('name', models.CharField(max_length=200)),
                        ('okpd2', models.CharField(max_length=12)),
                        ('place', models.CharField(blank=True, max_length=60)),
                        ('place_name', models.CharField(blank=True, max_length=500)),
                        ('measure', models.CharField(blank=True, max_length=12)),
                    ],
                    options={
                        'ordering': ['position'],
                    },
                ),
                migrations.CreateModel(
                    name='Indicator',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField()),
                        ('name', models.CharField(max_length=200)),
                        ('unit', models.CharField(max_length=40)),
                        ('kind', models.CharField(choices=[('other', 'other'), ('output', 'output'), ('sales_inside', 'sales to participants'), ('sales_outside', 'sales outside the cluster'), ('jobs', 'jobs'), ('high_performance_jobs', 'high-performance jobs'), ('own_share', 'share of own components, %')], default='other', max_length=24)),
                        ('baseline', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                    ],
                    options={
                        'ordering': ['position'],
                    },
                ),
                migrations.CreateModel(
                    name='IndicatorReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('period', models.CharField(max_length=6, validators=[django.core.validators.RegexValidator('^20[0-9]{2}H[12]$')])),
                        ('told_on', models.DateField()),
                        ('evidence', models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        'ordering': ['period'],
                    },
                ),
                migrations.CreateModel(
                    name='SectionList',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('occasion', models.CharField(max_length=80, unique=True)),
                        ('title_ru', models.CharField(max_length=300)),
                        ('title_en', models.CharField(max_length=300)),
                        ('source', models.CharField(blank=True, max_length=300)),
                        ('sections', models.JSONField()),
                        ('written_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='SectionListEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('occasion', models.CharField(max_length=80)),
                        ('title_ru', models.CharField(max_length=300)),
                        ('title_en', models.CharField(max_length=300)),
                        ('source', models.CharField(blank=True, max_length=300)),
                        ('sections', models.JSONField()),
                        ('written_at', models.DateTimeField()),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SectionPen',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edit_key', models.CharField(max_length=32)),
                        ('base', models.PositiveIntegerField(default=0)),
                        ('text', models.TextField(blank=True)),
                        ('seen_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='SubsidyAgreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=60)),
                        ('signed_on', models.DateField()),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('report_days', models.PositiveSmallIntegerField()),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='SubsidyAgreementEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.CharField(max_length=60)),
                        ('signed_on', models.DateField()),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('report_days', models.PositiveSmallIntegerField()),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ApplicationTemplate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('occasion', models.CharField(max_length=80)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('warnings', models.JSONField(default=list)),
                        ('made_at', models.DateTimeField()),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['occasion', 'number'],
                    },
                ),
                migrations.CreateModel(
                    name='ChangeRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('part', models.CharField(choices=[('map', 'functional map'), ('programme', 'development programme')], max_length=10)),
                        ('text', models.TextField()),
                        ('asked_at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('asked', 'asked'), ('done', 'changed'), ('declined', 'declined, with reasons')], default='asked', max_length=8)),
                        ('answer', models.TextField(blank=True)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='projects.fitline')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='CostRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField()),
                        ('kind', models.CharField(choices=[('design_documentation', 'development of design documentation'), ('prototype', 'prototype'), ('equipment', 'equipment'), ('tooling', 'tooling'), ('software', 'software'), ('pilot_batch', 'pilot batch'), ('reconstruction', 'reconstruction'), ('mastering', 'mastering of production'), ('starter_batch', 'starter batch'), ('other', 'other')], max_length=24)),
                        ('on', models.DateField()),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('evidence', models.CharField(blank=True, max_length=300)),
                        ('other_support', models.BooleanField(default=False)),
                        ('given', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('currency', models.CharField(choices=[('RUB', 'RUB, ruble'), ('CNY', 'CNY, yuan'), ('USD', 'USD, US dollar'), ('EUR', 'EUR, euro'), ('BYN', 'BYN, Belarusian ruble'), ('KZT', 'KZT, tenge'), ('TRY', 'TRY, Turkish lira'), ('INR', 'INR, Indian rupee'), ('JPY', 'JPY, yen'), ('KRW', 'KRW, won'), ('GBP', 'GBP, pound sterling'), ('CHF', 'CHF, Swiss franc'), ('AED', 'AED, dirham')], default='RUB', max_length=3)),
                        ('rate', models.DecimalField(blank=True, decimal_places=8, max_digits=16, null=True)),
                        ('rate_on', models.DateField(blank=True, null=True)),
                        ('vat', models.CharField(blank=True, choices=[('20', '20 %'), ('none', 'without VAT'), ('0', '0 %'), ('5', '5 %'), ('7', '7 %'), ('10', '10 %'), ('18', '18 %'), ('22', '22 %')], max_length=4)),
                        ('funding', models.CharField(blank=True, choices=[('own', 'own funds'), ('loan', 'loan'), ('subsidy', 'subsidy'), ('other', 'other support')], max_length=8)),
                        ('seq', models.PositiveIntegerField(default=0)),
                        ('payer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='project_costs', to='registry.organisation')),
                    ],
                    options={
                        'ordering': ['position'],
                    },
                ),
                migrations.CreateModel(
                    name='CostDocumentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('contract', 'contract'), ('invoice', 'invoice'), ('upd', 'UPD (invoice and act in one)'), ('act', 'act of acceptance'), ('payment', 'payment order'), ('commissioning', 'commissioning act')], max_length=16)),
                        ('number', models.CharField(max_length=60)),
                        ('on', models.DateField()),
                        ('payer', models.CharField(max_length=12, validators=[django.core.validators.RegexValidator('^([0-9]{10}|[0-9]{12})$')])),
                        ('seller', models.CharField(blank=True, max_length=12, validators=[django.core.validators.RegexValidator('^([0-9]{10}|[0-9]{12})$')])),
                        ('seller_name', models.CharField(blank=True, max_length=200)),
                        ('gross', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('vat', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('rate', models.CharField(choices=[('20', '20 %'), ('none', 'without VAT'), ('0', '0 %'), ('5', '5 %'), ('7', '7 %'), ('10', '10 %'), ('18', '18 %'), ('22', '22 %')], max_length=4)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.costdocument')),
                        ('cost', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.costrow')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='costdocument',
                    name='cost',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='projects.costrow'),
                ),
                migrations.CreateModel(
                    name='ChangeRequestEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('part', models.CharField(choices=[('map', 'functional map'), ('programme', 'development programme')], max_length=10)),
                        ('text', models.TextField()),
                        ('asked_at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('asked', 'asked'), ('done', 'changed'), ('declined', 'declined, with reasons')], default='asked', max_length=8)),
                        ('answer', models.TextField(blank=True)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.changerequest')),
                        ('line', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.fitline')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='IndicatorReportEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('period', models.CharField(max_length=6, validators=[django.core.validators.RegexValidator('^20[0-9]{2}H[12]$')])),
                        ('told_on', models.DateField()),
                        ('evidence', models.CharField(blank=True, max_length=300)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.indicatorreport')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='IndicatorValue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('period', models.CharField(max_length=6, validators=[django.core.validators.RegexValidator('^20[0-9]{2}H[12]$')])),
                        ('plan', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('fact', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='projects.indicator')),
                    ],
                    options={
                        'ordering': ['period'],
                    },
                ),
                migrations.CreateModel(
                    name='IndicatorValueEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('period', models.CharField(max_length=6, validators=[django.core.validators.RegexValidator('^20[0-9]{2}H[12]$')])),
                        ('plan', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('fact', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('indicator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.indicator')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.indicatorvalue')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='JointProject',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(unique=True)),
                        ('code', models.CharField(max_length=12, unique=True)),
                        ('title', models.CharField(max_length=200)),
                        ('state', models.CharField(choices=[('idea', 'idea'), ('draft', 'in preparation'), ('presented', 'presented'), ('rework', 'being reworked'), ('ready', 'ready for a selection'), ('archived', 'archived')], default='idea', max_length=12)),
                        ('replaces', models.TextField(blank=True)),
                        ('buyers', models.TextField(blank=True)),
                        ('makers', models.TextField(blank=True)),
                        ('lacking', models.TextField(blank=True)),
                        ('okpd2', models.CharField(blank=True, max_length=12)),
                        ('tnved', models.CharField(blank=True, max_length=10, validators=[django.core.validators.RegexValidator('^[0-9]{4}([0-9]{2}([0-9]{4})?)?$')])),
                        ('start', models.DateField(blank=True, null=True)),
                        ('end', models.DateField(blank=True, null=True)),
                        ('requested', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('minimum', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('own_funds', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('loan_funds', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('revision', models.PositiveIntegerField(default=1)),
                        ('edit_key', models.CharField(blank=True, help_text='the open form that wrote last', max_length=32)),
                        ('estimate_seq', models.PositiveIntegerField(default=0, help_text='writes of the estimate so far')),
                        ('created_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField()),
                        ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='joint_projects', to='registry.cluster')),
                        ('initiator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='initiated_projects', to='registry.organisation')),
                        ('section_list', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='projects.sectionlist')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='IndicatorEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveIntegerField()),
                        ('name', models.CharField(max_length=200)),
                        ('unit', models.CharField(max_length=40)),
                        ('kind', models.CharField(choices=[('other', 'other'), ('output', 'output'), ('sales_inside', 'sales to participants'), ('sales_outside', 'sales outside the cluster'), ('jobs', 'jobs'), ('high_performance_jobs', 'high-performance jobs'), ('own_share', 'share of own components, %')], default='other', max_length=24)),
                        ('baseline', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.indicator')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='indicator',
                    name='project',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='projects.jointproject'),
                ),
                migrations.CreateModel(
                    name='FitLineEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveIntegerField()),
                        ('what', models.CharField(choices=[('product', 'product'), ('purchase', 'purchase within the cluster')], max_length=10)),
                        ('name', models.CharField(max_length=200)),
                        ('okpd2', models.CharField(max_length=12)),
                        ('place', models.CharField(blank=True, max_length=60)),
                        ('place_name', models.CharField(blank=True, max_length=500)),
                        ('measure', models.CharField(blank=True, max_length=12)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.fitline')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='fitline',
                    name='project',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fit_lines', to='projects.jointproject'),
                ),
                migrations.CreateModel(
                    name='FilingPaperEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('step', models.CharField(max_length=20)),
                        ('paper', models.CharField(blank=True, max_length=200)),
                        ('dated_on', models.DateField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.filingpaper')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='filingpaper',
                    name='project',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='filing_papers', to='projects.jointproject'),
                ),
                migrations.CreateModel(
                    name='EfficiencyPlanEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('rate', models.DecimalField(decimal_places=4, max_digits=6)),
                        ('basis', models.CharField(blank=True, max_length=300)),
                        ('years', models.JSONField(default=list)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.efficiencyplan')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='efficiencyplan',
                    name='project',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='efficiency', to='projects.jointproject'),
                ),
                migrations.CreateModel(
                    name='CostRowEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveIntegerField()),
                        ('kind', models.CharField(choices=[('design_documentation', 'development of design documentation'), ('prototype', 'prototype'), ('equipment', 'equipment'), ('tooling', 'tooling'), ('software', 'software'), ('pilot_batch', 'pilot batch'), ('reconstruction', 'reconstruction'), ('mastering', 'mastering of production'), ('starter_batch', 'starter batch'), ('other', 'other')], max_length=24)),
                        ('on', models.DateField()),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('evidence', models.CharField(blank=True, max_length=300)),
                        ('other_support', models.BooleanField(default=False)),
                        ('given', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('currency', models.CharField(choices=[('RUB', 'RUB, ruble'), ('CNY', 'CNY, yuan'), ('USD', 'USD, US dollar'), ('EUR', 'EUR, euro'), ('BYN', 'BYN, Belarusian ruble'), ('KZT', 'KZT, tenge'), ('TRY', 'TRY, Turkish lira'), ('INR', 'INR, Indian rupee'), ('JPY', 'JPY, yen'), ('KRW', 'KRW, won'), ('GBP', 'GBP, pound sterling'), ('CHF', 'CHF, Swiss franc'), ('AED', 'AED, dirham')], default='RUB', max_length=3)),
                        ('rate', models.DecimalField(blank=True, decimal_places=8, max_digits=16, null=True)),
                        ('rate_on', models.DateField(blank=True, null=True)),
                        ('vat', models.CharField(blank=True, choices=[('20', '20 %'), ('none', 'without VAT'), ('0', '0 %'), ('5', '5 %'), ('7', '7 %'), ('10', '10 %'), ('18', '18 %'), ('22', '22 %')], max_length=4)),
                        ('funding', models.CharField(blank=True, choices=[('own', 'own funds'), ('loan', 'loan'), ('subsidy', 'subsidy'), ('other', 'other support')], max_length=8)),
                        ('seq', models.PositiveIntegerField(default=0)),
                        ('payer', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.costrow')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='costrow',
                    name='project',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='costs', to='projects.jointproject'),
                ),
                migrations.CreateModel(
                    name='LoweringRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('period', models.CharField(max_length=6, validators=[django.core.validators.RegexValidator('^20[0-9]{2}H[12]$')])),
                        ('was', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('wanted', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('reason', models.TextField()),
                        ('asked_on', models.DateField()),
                        ('state', models.CharField(choices=[('asked', 'asked'), ('granted', 'granted'), ('refused', 'refused')], default='asked', max_length=8)),
                        ('decided_on', models.DateField(blank=True, null=True)),
                        ('paper', models.CharField(blank=True, max_length=200)),
                        ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lowerings', to='projects.indicator')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='LoweringRequestEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('period', models.CharField(max_length=6, validators=[django.core.validators.RegexValidator('^20[0-9]{2}H[12]$')])),
                        ('was', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('wanted', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('reason', models.TextField()),
                        ('asked_on', models.DateField()),
                        ('state', models.CharField(choices=[('asked', 'asked'), ('granted', 'granted'), ('refused', 'refused')], default='asked', max_length=8)),
                        ('decided_on', models.DateField(blank=True, null=True)),
                        ('paper', models.CharField(blank=True, max_length=200)),
                        ('indicator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.indicator')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.loweringrequest')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ModelBook',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('sha256', models.CharField(max_length=64)),
                        ('cells', models.JSONField(default=dict)),
                        ('names', models.JSONField(default=dict)),
                        ('blind', models.JSONField(default=list)),
                        ('read_at', models.DateTimeField()),
                        ('project', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='book', to='projects.jointproject')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ModelLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(max_length=120)),
                        ('target', models.CharField(max_length=60)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='model_links', to='projects.jointproject')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ModelLinkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('source', models.CharField(max_length=120)),
                        ('target', models.CharField(max_length=60)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.modellink')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProjectAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('question', models.CharField(choices=[('fits_functional_map', 'the project fits the functional map of the cluster'), ('fits_programme', "the project fits the cluster's development programme"), ('applicant_no_tax_debt', 'the applicant has no unpaid taxes'), ('applicant_no_budget_debt', 'the applicant has no overdue debt to the federal budget'), ('applicant_not_liquidated', 'the applicant is not being liquidated or reorganised'), ('applicant_not_bankrupt', 'no bankruptcy, the activity is not suspended'), ('applicant_not_foreign', 'the applicant is not a foreign legal entity'), ('applicant_offshore_share', 'the share of offshore companies is at most 50 %'), ('applicant_not_disqualified', 'the head is not in the register of disqualified persons'), ('applicant_no_other_aid', 'no other aid is received for the same purpose')], max_length=40)),
                        ('yes', models.BooleanField()),
                        ('answered_at', models.DateTimeField()),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='projects.jointproject')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectAnswerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('question', models.CharField(choices=[('fits_functional_map', 'the project fits the functional map of the cluster'), ('fits_programme', "the project fits the cluster's development programme"), ('applicant_no_tax_debt', 'the applicant has no unpaid taxes'), ('applicant_no_budget_debt', 'the applicant has no overdue debt to the federal budget'), ('applicant_not_liquidated', 'the applicant is not being liquidated or reorganised'), ('applicant_not_bankrupt', 'no bankruptcy, the activity is not suspended'), ('applicant_not_foreign', 'the applicant is not a foreign legal entity'), ('applicant_offshore_share', 'the share of offshore companies is at most 50 %'), ('applicant_not_disqualified', 'the head is not in the register of disqualified persons'), ('applicant_no_other_aid', 'no other aid is received for the same purpose')], max_length=40)),
                        ('yes', models.BooleanField()),
                        ('answered_at', models.DateTimeField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.projectanswer')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProjectAudience',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('occasion', models.CharField(max_length=80)),
                        ('shown_at', models.DateTimeField()),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='audiences', to='projects.jointproject')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectParticipant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('initiator', 'initiator'), ('co_executor', 'co-executor'), ('investor', 'investor'), ('buyer', 'buyer of the product')], max_length=12)),
                        ('invited_at', models.DateTimeField()),
                        ('consent_at', models.DateTimeField(blank=True, null=True)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='project_roles', to='registry.organisation')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='projects.jointproject')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectParticipantEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('role', models.CharField(choices=[('initiator', 'initiator'), ('co_executor', 'co-executor'), ('investor', 'investor'), ('buyer', 'buyer of the product')], max_length=12)),
                        ('invited_at', models.DateTimeField()),
                        ('consent_at', models.DateTimeField(blank=True, null=True)),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.projectparticipant')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProjectSection',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=40)),
                        ('text', models.TextField(blank=True)),
                        ('due', models.DateField(blank=True, null=True)),
                        ('revision', models.PositiveIntegerField(default=0)),
                        ('edit_key', models.CharField(blank=True, help_text='the open form that wrote last', max_length=32)),
                        ('changed_at', models.DateTimeField(blank=True, null=True)),
                        ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='project_sections', to='registry.organisation')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='projects.jointproject')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectSectionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=40)),
                        ('text', models.TextField(blank=True)),
                        ('due', models.DateField(blank=True, null=True)),
                        ('revision', models.PositiveIntegerField(default=0)),
                        ('edit_key', models.CharField(blank=True, help_text='the open form that wrote last', max_length=32)),
                        ('changed_at', models.DateTimeField(blank=True, null=True)),
                        ('changed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.projectsection')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProjectStage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField()),
                        ('name', models.CharField(max_length=200)),
                        ('result', models.CharField(blank=True, max_length=300)),
                        ('start', models.DateField()),
                        ('end', models.DateField()),
                        ('after', models.JSONField(blank=True, default=list)),
                        ('done_on', models.DateField(blank=True, null=True)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='projects.jointproject')),
                        ('responsible', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='project_stages', to='registry.organisation')),
                    ],
                    options={
                        'ordering': ['position'],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectStageEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveIntegerField()),
                        ('name', models.CharField(max_length=200)),
                        ('result', models.CharField(blank=True, max_length=300)),
                        ('start', models.DateField()),
                        ('end', models.DateField()),
                        ('after', models.JSONField(blank=True, default=list)),
                        ('done_on', models.DateField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.projectstage')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                        ('responsible', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProjectVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('purpose', models.CharField(choices=[('presentation', 'for a presentation'), ('revision', 'after remarks'), ('application', 'for an application')], max_length=12)),
                        ('content', models.JSONField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('frozen_at', models.DateTimeField()),
                        ('frozen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='projects.jointproject')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectBundle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('waiting', 'being made'), ('made', 'made'), ('failed', 'could not be made')], default='waiting', max_length=8)),
                        ('done', models.PositiveSmallIntegerField(default=0)),
                        ('total', models.PositiveSmallIntegerField(default=0)),
                        ('missing', models.JSONField(default=list)),
                        ('sha256', models.CharField(blank=True, max_length=64)),
                        ('size', models.PositiveBigIntegerField(default=0)),
                        ('ordered_at', models.DateTimeField()),
                        ('made_at', models.DateTimeField(blank=True, null=True)),
                        ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bundles', to='projects.jointproject')),
                        ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bundles', to='projects.projectversion')),
                    ],
                    options={
                        'ordering': ['-id'],
                    },
                ),
                migrations.CreateModel(
                    name='ProjectAudienceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('occasion', models.CharField(max_length=80)),
                        ('shown_at', models.DateTimeField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.projectaudience')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                        ('version', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.projectversion')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='projectaudience',
                    name='version',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='audiences', to='projects.projectversion'),
                ),
                migrations.CreateModel(
                    name='Remark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('section', models.CharField(choices=[('canvas', 'Idea'), ('participants', 'Participants'), ('product', 'Product'), ('estimate', 'Estimate'), ('subsidy', 'Subsidy and funding'), ('schedule', 'Plan-schedule'), ('indicators', 'Indicators'), ('sections', 'Sections of the application')], max_length=16)),
                        ('place', models.CharField(blank=True, help_text='key of the text it is about', max_length=40)),
                        ('severity', models.CharField(choices=[('blocking', 'obligatory'), ('important', 'important'), ('advice', 'advice')], max_length=12)),
                        ('text', models.TextField()),
                        ('occasion', models.CharField(max_length=80)),
                        ('visibility', models.CharField(choices=[('panel', 'the team, its managing organisation and the panel'), ('team', 'the team and its managing organisation')], default='panel', max_length=8)),
                        ('state', models.CharField(choices=[('new', 'new'), ('accepted', 'accepted'), ('fixed', 'fixed'), ('declined', 'declined, with reasons'), ('closed', 'closed')], default='new', max_length=10)),
                        ('reopened', models.PositiveSmallIntegerField(default=0)),
                        ('answer_by', models.DateField(blank=True, null=True)),
                        ('due', models.DateField(blank=True, null=True)),
                        ('released', models.BooleanField(default=False)),
                        ('created_at', models.DateTimeField()),
                        ('key', models.CharField(blank=True, max_length=64)),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to=settings.AUTH_USER_MODEL)),
                        ('fixed_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fixes', to='projects.projectversion')),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='projects.jointproject')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remarks', to='projects.projectversion')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='RemarkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('section', models.CharField(choices=[('canvas', 'Idea'), ('participants', 'Participants'), ('product', 'Product'), ('estimate', 'Estimate'), ('subsidy', 'Subsidy and funding'), ('schedule', 'Plan-schedule'), ('indicators', 'Indicators'), ('sections', 'Sections of the application')], max_length=16)),
                        ('place', models.CharField(blank=True, help_text='key of the text it is about', max_length=40)),
                        ('severity', models.CharField(choices=[('blocking', 'obligatory'), ('important', 'important'), ('advice', 'advice')], max_length=12)),
                        ('text', models.TextField()),
                        ('occasion', models.CharField(max_length=80)),
                        ('visibility', models.CharField(choices=[('panel', 'the team, its managing organisation and the panel'), ('team', 'the team and its managing organisation')], default='panel', max_length=8)),
                        ('state', models.CharField(choices=[('new', 'new'), ('accepted', 'accepted'), ('fixed', 'fixed'), ('declined', 'declined, with reasons'), ('closed', 'closed')], default='new', max_length=10)),
                        ('reopened', models.PositiveSmallIntegerField(default=0)),
                        ('answer_by', models.DateField(blank=True, null=True)),
                        ('due', models.DateField(blank=True, null=True)),
                        ('released', models.BooleanField(default=False)),
                        ('created_at', models.DateTimeField()),
                        ('key', models.CharField(blank=True, max_length=64)),
                        ('author', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('fixed_in', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.projectversion')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.remark')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                        ('version', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.projectversion')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RemarkReply',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('action', models.CharField(choices=[('add', 'written'), ('accept', 'accepted'), ('fix', 'fixed'), ('decline', 'declined, with reasons'), ('close', 'closed'), ('reopen', 'reopened')], max_length=10)),
                        ('text', models.TextField(blank=True)),
                        ('due', models.DateField(blank=True, null=True)),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('remark', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='projects.remark')),
                        ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.projectversion')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='RemarkTemplate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('section', models.CharField(choices=[('canvas', 'Idea'), ('participants', 'Participants'), ('product', 'Product'), ('estimate', 'Estimate'), ('subsidy', 'Subsidy and funding'), ('schedule', 'Plan-schedule'), ('indicators', 'Indicators'), ('sections', 'Sections of the application')], max_length=16)),
                        ('severity', models.CharField(choices=[('blocking', 'obligatory'), ('important', 'important'), ('advice', 'advice')], max_length=12)),
                        ('text', models.TextField()),
                        ('kept_at', models.DateTimeField()),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remark_templates', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-kept_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='JointProjectEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveIntegerField()),
                        ('code', models.CharField(max_length=12)),
                        ('title', models.CharField(max_length=200)),
                        ('state', models.CharField(choices=[('idea', 'idea'), ('draft', 'in preparation'), ('presented', 'presented'), ('rework', 'being reworked'), ('ready', 'ready for a selection'), ('archived', 'archived')], default='idea', max_length=12)),
                        ('replaces', models.TextField(blank=True)),
                        ('buyers', models.TextField(blank=True)),
                        ('makers', models.TextField(blank=True)),
                        ('lacking', models.TextField(blank=True)),
                        ('okpd2', models.CharField(blank=True, max_length=12)),
                        ('tnved', models.CharField(blank=True, max_length=10, validators=[django.core.validators.RegexValidator('^[0-9]{4}([0-9]{2}([0-9]{4})?)?$')])),
                        ('start', models.DateField(blank=True, null=True)),
                        ('end', models.DateField(blank=True, null=True)),
                        ('requested', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('minimum', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('own_funds', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('loan_funds', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('revision', models.PositiveIntegerField(default=1)),
                        ('edit_key', models.CharField(blank=True, help_text='the open form that wrote last', max_length=32)),
                        ('estimate_seq', models.PositiveIntegerField(default=0, help_text='writes of the estimate so far')),
                        ('created_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField()),
                        ('cluster', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('initiator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.jointproject')),
                        ('section_list', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.sectionlist')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sectionlist',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_sectionlistevent" ("id", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sections", "source", "title_en", "title_ru", "written_at") VALUES (NEW."id", NEW."occasion", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sections", NEW."source", NEW."title_en", NEW."title_ru", NEW."written_at"); RETURN NULL;', hash='1280a141d407c90d72123dea911c107beb8f976d', operation='INSERT', pgid='pgtrigger_insert_insert_20f5f', table='projects_sectionlist', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sectionlist',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_sectionlistevent" ("id", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sections", "source", "title_en", "title_ru", "written_at") VALUES (NEW."id", NEW."occasion", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sections", NEW."source", NEW."title_en", NEW."title_ru", NEW."written_at"); RETURN NULL;', hash='d13de5a2e3f7a898b162883713cb121924373806', operation='UPDATE', pgid='pgtrigger_update_update_b811a', table='projects_sectionlist', when='AFTER')),
                ),
                migrations.AddField(
                    model_name='sectionlistevent',
                    name='pgh_context',
                    field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
                ),
                migrations.AddField(
                    model_name='sectionlistevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.sectionlist'),
                ),
                migrations.AddField(
                    model_name='sectionpen',
                    name='person',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='sectionpen',
                    name='section',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pens', to='projects.projectsection'),
                ),
                migrations.AddField(
                    model_name='subsidyagreement',
                    name='project',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='agreement', to='projects.jointproject'),
                ),
                migrations.AddField(
                    model_name='indicatorreportevent',
                    name='agreement',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.subsidyagreement'),
                ),
                migrations.AddField(
                    model_name='indicatorreport',
                    name='agreement',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='projects.subsidyagreement'),
                ),
                migrations.AddField(
                    model_name='subsidyagreementevent',
                    name='pgh_context',
                    field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
                ),
                migrations.AddField(
                    model_name='subsidyagreementevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.subsidyagreement'),
                ),
                migrations.AddField(
                    model_name='subsidyagreementevent',
                    name='project',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject'),
                ),
                migrations.AddConstraint(
                    model_name='applicationtemplate',
                    constraint=models.UniqueConstraint(fields=('occasion', 'number'), name='application_template_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='applicationtemplate',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ec66d025515c6a93dbc7c88450dd95651723e747', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_40d87', table='projects_applicationtemplate', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='costdocument',
                    constraint=models.CheckConstraint(condition=models.Q(('vat__gte', 0), ('vat__lte', models.F('gross'))), name='cost_document_vat_within'),
                ),
                migrations.AddConstraint(
                    model_name='costdocument',
                    constraint=models.CheckConstraint(condition=models.Q(('gross__gt', 0)), name='cost_document_sum_positive'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='costdocument',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_costdocumentevent" ("cost_id", "gross", "id", "kind", "number", "on", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "seller", "seller_name", "vat") VALUES (NEW."cost_id", NEW."gross", NEW."id", NEW."kind", NEW."number", NEW."on", NEW."payer", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rate", NEW."seller", NEW."seller_name", NEW."vat"); RETURN NULL;', hash='fc3f11dd45ba35ac72bbfb416ff73cf8ec316971', operation='INSERT', pgid='pgtrigger_insert_insert_24440', table='projects_costdocument', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='costdocument',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_costdocumentevent" ("cost_id", "gross", "id", "kind", "number", "on", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "seller", "seller_name", "vat") VALUES (NEW."cost_id", NEW."gross", NEW."id", NEW."kind", NEW."number", NEW."on", NEW."payer", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rate", NEW."seller", NEW."seller_name", NEW."vat"); RETURN NULL;', hash='6a1bc69be9da530308a6d1ff0c5ba2029073421c', operation='UPDATE', pgid='pgtrigger_update_update_a99de', table='projects_costdocument', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='changerequest',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('line', 'part'), name='change_asked_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='changerequest',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_changerequestevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "id", "line_id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."id", NEW."line_id", NEW."part", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."text"); RETURN NULL;', hash='f1219ffa5f8552daa0599e26e4686cb21f4ea3b4', operation='INSERT', pgid='pgtrigger_insert_insert_b18c8', table='projects_changerequest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='changerequest',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_changerequestevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "id", "line_id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."asked_at", NEW."asked_by_id", NEW."id", NEW."line_id", NEW."part", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."text"); RETURN NULL;', hash='8d70e81b208714194da8c07a7cfb8c5753b90926', operation='UPDATE', pgid='pgtrigger_update_update_5e38d', table='projects_changerequest', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='indicatorvalue',
                    constraint=models.UniqueConstraint(fields=('indicator', 'period'), name='indicator_period_once'),
                ),
                migrations.AddConstraint(
                    model_name='indicatorvalue',
                    constraint=models.CheckConstraint(condition=models.Q(('period__regex', '^20[0-9]{2}H[12]$')), name='indicator_period_half_year'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicatorvalue',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_indicatorvalueevent" ("fact", "id", "indicator_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan") VALUES (NEW."fact", NEW."id", NEW."indicator_id", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan"); RETURN NULL;', hash='ce398e627ff1c407206f54f057410f50480595af', operation='INSERT', pgid='pgtrigger_insert_insert_d20a9', table='projects_indicatorvalue', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicatorvalue',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_indicatorvalueevent" ("fact", "id", "indicator_id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan") VALUES (NEW."fact", NEW."id", NEW."indicator_id", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan"); RETURN NULL;', hash='eaa0daa3d931c3eec716898c6ae681a2544cc771', operation='UPDATE', pgid='pgtrigger_update_update_e0893', table='projects_indicatorvalue', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='indicator',
                    constraint=models.UniqueConstraint(fields=('project', 'name'), name='indicator_name_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicator',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_indicatorevent" ("baseline", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "unit") VALUES (NEW."baseline", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."project_id", NEW."unit"); RETURN NULL;', hash='b13653f4dbd3de337a798bab2c44df8e27a7dcf3', operation='INSERT', pgid='pgtrigger_insert_insert_2d764', table='projects_indicator', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicator',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_indicatorevent" ("baseline", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "unit") VALUES (NEW."baseline", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."project_id", NEW."unit"); RETURN NULL;', hash='72f7e8dd7573ca8bfab7127a124bab18029cb717', operation='UPDATE', pgid='pgtrigger_update_update_c2cc9', table='projects_indicator', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='fitline',
                    constraint=models.UniqueConstraint(fields=('project', 'position'), name='fit_line_position_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fitline',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_fitlineevent" ("id", "measure", "name", "okpd2", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_name", "position", "project_id", "what") VALUES (NEW."id", NEW."measure", NEW."name", NEW."okpd2", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."place_name", NEW."position", NEW."project_id", NEW."what"); RETURN NULL;', hash='4a626bf2b15dadca317b1234f3cadeb210c1de7d', operation='INSERT', pgid='pgtrigger_insert_insert_fa544', table='projects_fitline', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='fitline',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_fitlineevent" ("id", "measure", "name", "okpd2", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "place_name", "position", "project_id", "what") VALUES (NEW."id", NEW."measure", NEW."name", NEW."okpd2", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."place_name", NEW."position", NEW."project_id", NEW."what"); RETURN NULL;', hash='9023d91bf80e3509757309c343e0cb14afee046f', operation='UPDATE', pgid='pgtrigger_update_update_e4df3', table='projects_fitline', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='filingpaper',
                    constraint=models.UniqueConstraint(fields=('project', 'step'), name='filing_paper_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='filingpaper',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_filingpaperevent" ("dated_on", "id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "step") VALUES (NEW."dated_on", NEW."id", NEW."paper", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."step"); RETURN NULL;', hash='f15b8cc97e5125441f7247029bc1436268d105dc', operation='INSERT', pgid='pgtrigger_insert_insert_a9fc2', table='projects_filingpaper', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='filingpaper',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_filingpaperevent" ("dated_on", "id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "step") VALUES (NEW."dated_on", NEW."id", NEW."paper", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."step"); RETURN NULL;', hash='ec16c7951ff66d811ffa35501e70356f88bec290', operation='UPDATE', pgid='pgtrigger_update_update_e9ac5', table='projects_filingpaper', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='efficiencyplan',
                    constraint=models.CheckConstraint(condition=models.Q(('rate__gte', 0), ('rate__lte', 1)), name='efficiency_rate'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='efficiencyplan',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_efficiencyplanevent" ("basis", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "rate", "years") VALUES (NEW."basis", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."rate", NEW."years"); RETURN NULL;', hash='b3e8a82f4825cbcf1ae174a7089591f2ccac29b8', operation='INSERT', pgid='pgtrigger_insert_insert_faea0', table='projects_efficiencyplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='efficiencyplan',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_efficiencyplanevent" ("basis", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "rate", "years") VALUES (NEW."basis", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."rate", NEW."years"); RETURN NULL;', hash='c38d79ed819401a0fbe49b38ec37365bcf5f476c', operation='UPDATE', pgid='pgtrigger_update_update_ea034', table='projects_efficiencyplan', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='costrow',
                    constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('project', 'position'), name='cost_position_once'),
                ),
                migrations.AddConstraint(
                    model_name='costrow',
                    constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='cost_amount_positive'),
                ),
                migrations.AddConstraint(
                    model_name='costrow',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('currency', 'RUB'), ('rate', None), ('rate_on', None)), models.Q(models.Q(('currency', 'RUB'), _negated=True), ('given__gt', 0), ('rate__gt', 0), ('rate_on__isnull', False)), _connector='OR'), name='cost_currency_has_its_rate'),
                ),
                migrations.AddConstraint(
                    model_name='costrow',
                    constraint=models.CheckConstraint(condition=models.Q(('other_support', True), models.Q(('funding', 'other'), _negated=True), _connector='OR'), name='cost_other_funding_said'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='costrow',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_costrowevent" ("amount", "currency", "evidence", "funding", "given", "id", "kind", "on", "other_support", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "rate", "rate_on", "seq", "vat") VALUES (NEW."amount", NEW."currency", NEW."evidence", NEW."funding", NEW."given", NEW."id", NEW."kind", NEW."on", NEW."other_support", NEW."payer_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."project_id", NEW."rate", NEW."rate_on", NEW."seq", NEW."vat"); RETURN NULL;', hash='2559a86f4b63d590485eac24cd1cba38250dfdeb', operation='INSERT', pgid='pgtrigger_insert_insert_6a73f', table='projects_costrow', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='costrow',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_costrowevent" ("amount", "currency", "evidence", "funding", "given", "id", "kind", "on", "other_support", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "rate", "rate_on", "seq", "vat") VALUES (NEW."amount", NEW."currency", NEW."evidence", NEW."funding", NEW."given", NEW."id", NEW."kind", NEW."on", NEW."other_support", NEW."payer_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."project_id", NEW."rate", NEW."rate_on", NEW."seq", NEW."vat"); RETURN NULL;', hash='c2965f7a3d7d3957823ff7d02c9e0e9ef9747b1f', operation='UPDATE', pgid='pgtrigger_update_update_4398e', table='projects_costrow', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='loweringrequest',
                    constraint=models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('indicator', 'period'), name='lowering_asked_once'),
                ),
                migrations.AddConstraint(
                    model_name='loweringrequest',
                    constraint=models.CheckConstraint(condition=models.Q(('wanted__gte', 0), ('wanted__lt', models.F('was'))), name='lowering_lowers'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loweringrequest',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_loweringrequestevent" ("asked_on", "decided_on", "id", "indicator_id", "paper", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "wanted", "was") VALUES (NEW."asked_on", NEW."decided_on", NEW."id", NEW."indicator_id", NEW."paper", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."state", NEW."wanted", NEW."was"); RETURN NULL;', hash='2b39a8cd6bce224b334b29cde57501b8f48fbd48', operation='INSERT', pgid='pgtrigger_insert_insert_bc4db', table='projects_loweringrequest', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='loweringrequest',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_loweringrequestevent" ("asked_on", "decided_on", "id", "indicator_id", "paper", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "wanted", "was") VALUES (NEW."asked_on", NEW."decided_on", NEW."id", NEW."indicator_id", NEW."paper", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."state", NEW."wanted", NEW."was"); RETURN NULL;', hash='857c055171198b875d707e148fe5bd161511b1c8', operation='UPDATE', pgid='pgtrigger_update_update_d15f1', table='projects_loweringrequest', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='modellink',
                    constraint=models.UniqueConstraint(fields=('project', 'target'), name='model_link_target_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='modellink',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_modellinkevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source", "target") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."source", NEW."target"); RETURN NULL;', hash='5c4747b1690341644df92f48111de98df38bed74', operation='INSERT', pgid='pgtrigger_insert_insert_52388', table='projects_modellink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='modellink',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_modellinkevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source", "target") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."source", NEW."target"); RETURN NULL;', hash='7f6a6e8a27e2e1418ed77cd950c70c48fb07c6ca', operation='UPDATE', pgid='pgtrigger_update_update_c6e6b', table='projects_modellink', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='projectanswer',
                    constraint=models.UniqueConstraint(fields=('project', 'question'), name='project_answer_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectanswer',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_projectanswerevent" ("answered_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "question", "yes") VALUES (NEW."answered_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."question", NEW."yes"); RETURN NULL;', hash='dc4df6a640e8db4a6a09af627e25c72424916338', operation='INSERT', pgid='pgtrigger_insert_insert_3d211', table='projects_projectanswer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectanswer',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_projectanswerevent" ("answered_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "question", "yes") VALUES (NEW."answered_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."question", NEW."yes"); RETURN NULL;', hash='d26d963c6fa908a0840d53e1f10bac32af446216', operation='UPDATE', pgid='pgtrigger_update_update_c9e6f', table='projects_projectanswer', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='projectparticipant',
                    constraint=models.UniqueConstraint(fields=('project', 'organisation'), name='project_participant_once'),
                ),
                migrations.AddConstraint(
                    model_name='projectparticipant',
                    constraint=models.UniqueConstraint(condition=models.Q(('role', 'initiator')), fields=('project',), name='project_one_initiator'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectparticipant',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_projectparticipantevent" ("consent_at", "id", "invited_at", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "role") VALUES (NEW."consent_at", NEW."id", NEW."invited_at", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."role"); RETURN NULL;', hash='fea704fd03095986d778c994751710903ed6489b', operation='INSERT', pgid='pgtrigger_insert_insert_c14bf', table='projects_projectparticipant', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectparticipant',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_projectparticipantevent" ("consent_at", "id", "invited_at", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "role") VALUES (NEW."consent_at", NEW."id", NEW."invited_at", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."role"); RETURN NULL;', hash='a5a2fd2ac8c2d8c5672107b53ec0000f697df67c', operation='UPDATE', pgid='pgtrigger_update_update_c6cdb', table='projects_projectparticipant', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='projectsection',
                    constraint=models.UniqueConstraint(fields=('project', 'key'), name='section_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectsection',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_projectsectionevent" ("changed_at", "changed_by_id", "due", "edit_key", "id", "key", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "revision", "text") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."due", NEW."edit_key", NEW."id", NEW."key", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."revision", NEW."text"); RETURN NULL;', hash='01dec4291a79bfc92ecd0bcb6dc2d5eadd748fa2', operation='INSERT', pgid='pgtrigger_insert_insert_50fd6', table='projects_projectsection', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectsection',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_projectsectionevent" ("changed_at", "changed_by_id", "due", "edit_key", "id", "key", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "revision", "text") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."due", NEW."edit_key", NEW."id", NEW."key", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."revision", NEW."text"); RETURN NULL;', hash='e6dd1d20817a11f2f5d4f04fb398729ce87a210a', operation='UPDATE', pgid='pgtrigger_update_update_517d8', table='projects_projectsection', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='projectstage',
                    constraint=models.UniqueConstraint(fields=('project', 'position'), name='stage_position_once'),
                ),
                migrations.AddConstraint(
                    model_name='projectstage',
                    constraint=models.CheckConstraint(condition=models.Q(('end__gte', models.F('start'))), name='stage_days_in_order'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectstage',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_projectstageevent" ("after", "done_on", "end", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "responsible_id", "result", "start") VALUES (NEW."after", NEW."done_on", NEW."end", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."project_id", NEW."responsible_id", NEW."result", NEW."start"); RETURN NULL;', hash='c27c69597a128451860f0e89aa67e084440aae69', operation='INSERT', pgid='pgtrigger_insert_insert_568c0', table='projects_projectstage', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectstage',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_projectstageevent" ("after", "done_on", "end", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "project_id", "responsible_id", "result", "start") VALUES (NEW."after", NEW."done_on", NEW."end", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."project_id", NEW."responsible_id", NEW."result", NEW."start"); RETURN NULL;', hash='e303f917f7614b0809a3be23b4f4eb13af3eaabd', operation='UPDATE', pgid='pgtrigger_update_update_cd5cf', table='projects_projectstage', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='projectversion',
                    constraint=models.UniqueConstraint(fields=('project', 'number'), name='version_number_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectversion',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c2551c8ed0b308322dca34dd02a11e2cebf4f517', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2ebe4', table='projects_projectversion', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='projectbundle',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'made'), _negated=True), ('sha256__regex', '^[0-9a-f]{64}$'), _connector='OR'), name='bundle_made_has_hash'),
                ),
                migrations.AddConstraint(
                    model_name='projectaudience',
                    constraint=models.UniqueConstraint(fields=('project', 'occasion'), name='project_audience_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectaudience',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_projectaudienceevent" ("id", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "shown_at", "version_id") VALUES (NEW."id", NEW."occasion", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."shown_at", NEW."version_id"); RETURN NULL;', hash='6115b3f42cd3d43ecbe9487b43f8755cecbe0cc4', operation='INSERT', pgid='pgtrigger_insert_insert_acbfb', table='projects_projectaudience', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='projectaudience',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_projectaudienceevent" ("id", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "shown_at", "version_id") VALUES (NEW."id", NEW."occasion", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."shown_at", NEW."version_id"); RETURN NULL;', hash='48723aa7f8bf4e6273559917b99fb51c393b289c', operation='UPDATE', pgid='pgtrigger_update_update_f1126', table='projects_projectaudience', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='remark',
                    constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('author', 'key'), name='remark_sent_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='remark',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_remarkevent" ("answer_by", "author_id", "created_at", "due", "fixed_in_id", "id", "key", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "project_id", "released", "reopened", "section", "severity", "state", "text", "version_id", "visibility") VALUES (NEW."answer_by", NEW."author_id", NEW."created_at", NEW."due", NEW."fixed_in_id", NEW."id", NEW."key", NEW."occasion", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."project_id", NEW."released", NEW."reopened", NEW."section", NEW."severity", NEW."state", NEW."text", NEW."version_id", NEW."visibility"); RETURN NULL;', hash='255e9ad90344c1d7530931fa8322257b5da3f719', operation='INSERT', pgid='pgtrigger_insert_insert_f7a92', table='projects_remark', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='remark',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_remarkevent" ("answer_by", "author_id", "created_at", "due", "fixed_in_id", "id", "key", "occasion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "project_id", "released", "reopened", "section", "severity", "state", "text", "version_id", "visibility") VALUES (NEW."answer_by", NEW."author_id", NEW."created_at", NEW."due", NEW."fixed_in_id", NEW."id", NEW."key", NEW."occasion", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."project_id", NEW."released", NEW."reopened", NEW."section", NEW."severity", NEW."state", NEW."text", NEW."version_id", NEW."visibility"); RETURN NULL;', hash='21e7cbd38d1c7f5f498fe76c5c6a93e46116ef2b', operation='UPDATE', pgid='pgtrigger_update_update_aafb6', table='projects_remark', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='remarkreply',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5b379b4c428e42127dc5465430a2346550bc2eb5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7e50a', table='projects_remarkreply', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='jointproject',
                    constraint=models.CheckConstraint(condition=models.Q(('end__gte', models.F('start'))), name='project_dates_in_order'),
                ),
                migrations.AddConstraint(
                    model_name='jointproject',
                    constraint=models.CheckConstraint(condition=models.Q(('requested__gte', 0)), name='project_requested_not_negative'),
                ),
                migrations.AddConstraint(
                    model_name='jointproject',
                    constraint=models.CheckConstraint(condition=models.Q(('minimum__gte', 0), ('minimum__lte', models.F('requested'))), name='project_minimum_within_requested'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='jointproject',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_jointprojectevent" ("buyers", "changed_at", "cluster_id", "code", "created_at", "edit_key", "end", "estimate_seq", "id", "initiator_id", "lacking", "loan_funds", "makers", "minimum", "number", "okpd2", "own_funds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces", "requested", "revision", "section_list_id", "start", "state", "title", "tnved") VALUES (NEW."buyers", NEW."changed_at", NEW."cluster_id", NEW."code", NEW."created_at", NEW."edit_key", NEW."end", NEW."estimate_seq", NEW."id", NEW."initiator_id", NEW."lacking", NEW."loan_funds", NEW."makers", NEW."minimum", NEW."number", NEW."okpd2", NEW."own_funds", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."replaces", NEW."requested", NEW."revision", NEW."section_list_id", NEW."start", NEW."state", NEW."title", NEW."tnved"); RETURN NULL;', hash='2093fbba7cad0de353bd7a0ab85c76c8acc9c91b', operation='INSERT', pgid='pgtrigger_insert_insert_a693d', table='projects_jointproject', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='jointproject',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_jointprojectevent" ("buyers", "changed_at", "cluster_id", "code", "created_at", "edit_key", "end", "estimate_seq", "id", "initiator_id", "lacking", "loan_funds", "makers", "minimum", "number", "okpd2", "own_funds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaces", "requested", "revision", "section_list_id", "start", "state", "title", "tnved") VALUES (NEW."buyers", NEW."changed_at", NEW."cluster_id", NEW."code", NEW."created_at", NEW."edit_key", NEW."end", NEW."estimate_seq", NEW."id", NEW."initiator_id", NEW."lacking", NEW."loan_funds", NEW."makers", NEW."minimum", NEW."number", NEW."okpd2", NEW."own_funds", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."replaces", NEW."requested", NEW."revision", NEW."section_list_id", NEW."start", NEW."state", NEW."title", NEW."tnved"); RETURN NULL;', hash='a55b2dd65feacced46801d69a18ffc1830a7340c', operation='UPDATE', pgid='pgtrigger_update_update_7fed2', table='projects_jointproject', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='sectionpen',
                    constraint=models.UniqueConstraint(fields=('section', 'edit_key'), name='section_pen_once'),
                ),
                migrations.AddConstraint(
                    model_name='subsidyagreement',
                    constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='agreement_amount_positive'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='subsidyagreement',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_subsidyagreementevent" ("amount", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "report_days", "signed_on") VALUES (NEW."amount", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."report_days", NEW."signed_on"); RETURN NULL;', hash='fd2dc1f9e299fcf3af1958dffb1954388e56a7af', operation='INSERT', pgid='pgtrigger_insert_insert_57abe', table='projects_subsidyagreement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='subsidyagreement',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_subsidyagreementevent" ("amount", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "report_days", "signed_on") VALUES (NEW."amount", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."report_days", NEW."signed_on"); RETURN NULL;', hash='57631f9869c69c54f40c2e492359983cb6abd2fa', operation='UPDATE', pgid='pgtrigger_update_update_0262e', table='projects_subsidyagreement', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='indicatorreport',
                    constraint=models.UniqueConstraint(fields=('agreement', 'period'), name='indicator_report_once'),
                ),
                migrations.AddConstraint(
                    model_name='indicatorreport',
                    constraint=models.CheckConstraint(condition=models.Q(('period__regex', '^20[0-9]{2}H[12]$')), name='report_period_half_year'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicatorreport',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_indicatorreportevent" ("agreement_id", "evidence", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_on") VALUES (NEW."agreement_id", NEW."evidence", NEW."id", NEW."period", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."told_on"); RETURN NULL;', hash='027c7a37488d4f8c60d4beca6c183112daa7264c', operation='INSERT', pgid='pgtrigger_insert_insert_bdaa6', table='projects_indicatorreport', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicatorreport',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_indicatorreportevent" ("agreement_id", "evidence", "id", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_on") VALUES (NEW."agreement_id", NEW."evidence", NEW."id", NEW."period", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."told_on"); RETURN NULL;', hash='d85fba90b66e1b34736a115ab25a68c5d95331d0', operation='UPDATE', pgid='pgtrigger_update_update_e1b8a', table='projects_indicatorreport', when='AFTER')),
                ),
            ],
        ),
    ]
