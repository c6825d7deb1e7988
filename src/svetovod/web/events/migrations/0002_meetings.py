from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0001_schema'),
    ]

    operations = [
        migrations.AlterField(
            model_name='programmeitem',
            name='kind',
            field=models.CharField(choices=[('plenary', 'plenary meeting'), ('seminar', 'training seminar'), ('pitches', 'presentation of projects'), ('visit', 'visit'), ('meetings', 'business meetings'), ('break', 'break')], max_length=10),
        ),
        migrations.AlterField(
            model_name='programmeitemevent',
            name='kind',
            field=models.CharField(choices=[('plenary', 'plenary meeting'), ('seminar', 'training seminar'), ('pitches', 'presentation of projects'), ('visit', 'visit'), ('meetings', 'business meetings'), ('break', 'break')], max_length=10),
        ),
    ]
