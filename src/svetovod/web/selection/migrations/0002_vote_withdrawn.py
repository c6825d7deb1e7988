from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("selection", "0001_initial")]
    operations = [
        migrations.AlterField(
            model_name="vote",
            name="choice",
            field=models.CharField(
                choices=[
                    ("for", "for"), ("against", "against"), ("abstain", "abstained"),
                    ("recused", "withdrew, not counted"),
                ],
                max_length=8,
            ),
        ),
    ]
