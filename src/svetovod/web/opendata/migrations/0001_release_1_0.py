from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('opendata', '0001_schema')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='DatasetDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dataset', models.CharField(max_length=20)),
                ('on', models.DateField()),
                ('rows', models.JSONField()),
            ],
            options={
                'ordering': ['dataset', '-on'],
                'constraints': [models.UniqueConstraint(fields=('dataset', 'on'), name='dataset_day_once')],
            },
        ),
    ]
