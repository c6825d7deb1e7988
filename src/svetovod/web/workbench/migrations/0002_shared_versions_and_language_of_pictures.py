from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workbench", "0001_questions")]

    operations = [
        migrations.AddField("questionversion", "region", models.CharField(blank=True, default="", max_length=8), False),
        migrations.AddField("questionrun", "drawn_in", models.CharField(blank=True, default="", max_length=2), False),
    ]
