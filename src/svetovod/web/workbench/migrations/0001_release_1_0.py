import django.db.models.deletion
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('workbench', '0001_questions'), ('workbench', '0002_shared_versions_and_language_of_pictures')]

    initial = True

    dependencies = [
        ('accounts', '0001_release_1_0'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='StoredAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=64, unique=True)),
                        ('data_on', models.DateTimeField()),
                        ('content', models.TextField()),
                    ],
                ),
                migrations.CreateModel(
                    name='SavedQuestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title_ru', models.CharField(max_length=200)),
                        ('title_en', models.CharField(blank=True, max_length=200)),
                        ('about_ru', models.TextField(blank=True, max_length=2000)),
                        ('about_en', models.TextField(blank=True, max_length=2000)),
                        ('sql', models.TextField(max_length=20000)),
                        ('chart', models.JSONField(blank=True, default=dict)),
                        ('region', models.CharField(blank=True, max_length=8)),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('changed_at', models.DateTimeField()),
                        ('copied_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workbench.savedquestion')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-changed_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='QuestionVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('sql', models.TextField()),
                        ('region', models.CharField(blank=True, max_length=8)),
                        ('made_at', models.DateTimeField()),
                        ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='workbench.savedquestion')),
                    ],
                    options={
                        'ordering': ['-number'],
                        'constraints': [models.UniqueConstraint(fields=('question', 'number'), name='question_version_once')],
                    },
                ),
                migrations.CreateModel(
                    name='QuestionRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('title', models.CharField(blank=True, max_length=200)),
                        ('sql', models.TextField()),
                        ('parameters', models.JSONField(default=dict)),
                        ('data', models.CharField(max_length=64)),
                        ('outcome', models.CharField(max_length=12)),
                        ('rows', models.PositiveIntegerField(default=0)),
                        ('seconds', models.DecimalField(decimal_places=2, max_digits=6)),
                        ('chart', models.JSONField(default=dict)),
                        ('svg', models.TextField(blank=True)),
                        ('drawn_in', models.CharField(blank=True, max_length=2)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('question', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='runs', to='workbench.savedquestion')),
                        ('answer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workbench.storedanswer')),
                    ],
                    options={
                        'ordering': ['-at', '-id'],
                        'indexes': [models.Index(fields=['person', '-at'], name='question_run_person')],
                    },
                ),
            ],
        ),
    ]
