import django.db.models.deletion
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('notices', '0001_initial'), ('notices', '0002_letter_bundle')]

    initial = True

    dependencies = [
        ('accounts', '0001_schema'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(blank=True, max_length=200)),
                        ('text', models.CharField(max_length=500)),
                        ('url', models.CharField(blank=True, max_length=300)),
                        ('created_at', models.DateTimeField()),
                        ('read_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-created_at', '-id'],
                        'indexes': [models.Index(fields=['person', 'read_at'], name='notice_person')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('person', 'key'), name='notice_once')],
                    },
                ),
                migrations.CreateModel(
                    name='OutgoingMail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=200, unique=True)),
                        ('to', models.EmailField(max_length=254)),
                        ('bundle', models.CharField(blank=True, max_length=80)),
                        ('subject', models.CharField(max_length=300)),
                        ('text', models.TextField()),
                        ('html', models.TextField(blank=True)),
                        ('attachments', models.JSONField(blank=True, default=list, help_text='list of name, type, base64')),
                        ('confidential', models.BooleanField(default=False)),
                        ('state', models.CharField(choices=[('queued', 'waiting to be sent'), ('sending', 'being sent'), ('sent', 'sent'), ('failed', 'refused by the mail server'), ('unclear', 'unclear whether sent')], default='queued', max_length=10)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('answer', models.CharField(blank=True, help_text='what the mail server said last', max_length=300)),
                        ('domain_at', models.DateTimeField()),
                        ('queued_at', models.DateTimeField()),
                        ('tried_at', models.DateTimeField(blank=True, null=True)),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-queued_at', '-id'],
                        'indexes': [models.Index(fields=['state', 'queued_at'], name='mail_state')],
                    },
                ),
            ],
        ),
    ]
