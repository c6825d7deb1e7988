from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_scan'),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='scan_tries',
            field=models.PositiveSmallIntegerField(default=0, help_text='how often the scanner could not read it'),
        ),
        migrations.AlterField(
            model_name='attachment',
            name='scan',
            field=models.CharField(blank=True, choices=[('', 'nothing found'), ('waiting', 'not scanned yet'), ('infected', 'malware was found'), ('failed', 'could not be scanned')], default='', max_length=10),
        ),
    ]
