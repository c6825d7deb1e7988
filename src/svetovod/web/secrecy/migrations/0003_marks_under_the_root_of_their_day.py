from django.db import migrations, models
from django.utils import timezone

from svetovod.web.common.schema import Together


class Migration(migrations.Migration):

    dependencies = [
        ('secrecy', '0002_marks_put_on_and_off'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='markturn',
                name='recorded_at',
                field=models.DateTimeField(default=timezone.now),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name='markturn',
                name='blind',
                field=models.CharField(default='', max_length=32),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name='markturn',
                name='leaf',
                field=models.CharField(default='', max_length=64),
                preserve_default=False,
            ),
            migrations.AddIndex(
                model_name='markturn',
                index=models.Index(fields=['recorded_at', 'id'], name='mark_turn_recorded'),
            ),
        ]),
    ]
