import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('quarantine', '0001_schema')]

    initial = True

    dependencies = [
        ('accounts', '0001_release_1_0'),
    ]

    operations = [
        migrations.CreateModel(
            name='HeldFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('size', models.PositiveBigIntegerField()),
                ('found', models.CharField(help_text='what the scanner calls it', max_length=100)),
                ('place', models.CharField(help_text='the page it was sent to, or where it had been kept', max_length=100)),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('times', models.PositiveIntegerField(default=1)),
                ('kept', models.BooleanField(default=False, help_text='the bytes lie in the folder of the quarantine')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-last_at', '-id'],
                'constraints': [models.UniqueConstraint(fields=('sha256', 'person'), name='held_file_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='held_file_sha256')],
            },
        ),
    ]
