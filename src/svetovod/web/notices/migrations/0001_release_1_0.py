import django.db.models.deletion
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('notices', '0001_schema'), ('notices', '0002_problem_report'), ('notices', '0003_letter_wish'), ('notices', '0004_letters_that_come_back'), ('notices', '0005_surveys_a_kind_of_their_own')]

    initial = True

    dependencies = [
        ('accounts', '0001_release_1_0'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='Bounce',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('fingerprint', models.CharField(help_text='SHA-256 of the report: taken once', max_length=64, unique=True)),
                        ('outcome', models.CharField(choices=[('permanent', 'the address does not exist or takes nothing'), ('refused', 'this letter was refused, the address stands'), ('temporary', 'delayed or put off'), ('ignored', 'ignored')], max_length=10)),
                        ('status', models.CharField(blank=True, max_length=12)),
                        ('said', models.CharField(blank=True, max_length=300)),
                        ('received_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ['-received_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='AddressHold',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.EmailField(max_length=254, unique=True)),
                        ('corrected', models.EmailField(blank=True, help_text='where an operator has sent its letters since', max_length=254)),
                        ('since', models.DateTimeField()),
                        ('bounce', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='notices.bounce')),
                    ],
                    options={
                        'ordering': ['-since', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='OutgoingMail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=200, unique=True)),
                        ('to', models.EmailField(max_length=254)),
                        ('bundle', models.CharField(blank=True, max_length=80)),
                        ('topic', models.CharField(blank=True, choices=[('remarks', 'Course of remarks: accepted, closed, shown to the whole team'), ('records', 'Numbers and places of an organisation'), ('answers', 'Answers published to everybody'), ('events', 'Announcements of practical sessions'), ('surveys', 'Surveys after practical sessions'), ('invitations', 'Invitations to practical sessions'), ('digest', 'Letter of the day')], help_text='empty: must be received', max_length=20)),
                        ('language', models.CharField(default='ru', max_length=2)),
                        ('subject', models.CharField(max_length=300)),
                        ('text', models.TextField()),
                        ('html', models.TextField(blank=True)),
                        ('attachments', models.JSONField(blank=True, default=list, help_text='list of name, type, base64')),
                        ('confidential', models.BooleanField(default=False)),
                        ('state', models.CharField(choices=[('queued', 'waiting to be sent'), ('sending', 'being sent'), ('sent', 'sent'), ('failed', 'refused by the mail server'), ('unclear', 'unclear whether sent'), ('held', 'held: the address does not take letters'), ('returned', 'came back'), ('dropped', 'not sent by decision')], default='queued', max_length=10)),
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
                    },
                ),
                migrations.AddField(
                    model_name='bounce',
                    name='mail',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bounces', to='notices.outgoingmail'),
                ),
                migrations.CreateModel(
                    name='ProblemReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=8, unique=True)),
                        ('failed', models.CharField(blank=True, max_length=8)),
                        ('page', models.CharField(blank=True, max_length=300)),
                        ('text', models.TextField()),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('language', models.CharField(max_length=2)),
                        ('reported_at', models.DateTimeField()),
                        ('answer', models.TextField(blank=True)),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-reported_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='LetterWish',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.EmailField(blank=True, max_length=254)),
                        ('topic', models.CharField(choices=[('remarks', 'Course of remarks: accepted, closed, shown to the whole team'), ('records', 'Numbers and places of an organisation'), ('answers', 'Answers published to everybody'), ('events', 'Announcements of practical sessions'), ('surveys', 'Surveys after practical sessions'), ('invitations', 'Invitations to practical sessions'), ('digest', 'Letter of the day')], max_length=20)),
                        ('pace', models.CharField(choices=[('at_once', 'each at once'), ('daily', 'one letter a day with all of them'), ('page', 'no letters')], default='at_once', max_length=10)),
                        ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='letter_wishes', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('person', 'topic'), name='letter_wish_person'), models.UniqueConstraint(condition=models.Q(('person', None)), fields=('address', 'topic'), name='letter_wish_address')],
                    },
                ),
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(blank=True, max_length=200)),
                        ('text', models.CharField(max_length=500)),
                        ('url', models.CharField(blank=True, max_length=300)),
                        ('created_at', models.DateTimeField()),
                        ('read_at', models.DateTimeField(blank=True, null=True)),
                        ('topic', models.CharField(blank=True, choices=[('remarks', 'Course of remarks: accepted, closed, shown to the whole team'), ('records', 'Numbers and places of an organisation'), ('answers', 'Answers published to everybody'), ('events', 'Announcements of practical sessions'), ('surveys', 'Surveys after practical sessions'), ('invitations', 'Invitations to practical sessions'), ('digest', 'Letter of the day')], max_length=20)),
                        ('owed', models.BooleanField(default=False, help_text='waits for the letter of the day')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-created_at', '-id'],
                        'indexes': [models.Index(fields=['person', 'read_at'], name='notice_person')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('person', 'key'), name='notice_once')],
                    },
                ),
                migrations.AddIndex(
                    model_name='outgoingmail',
                    index=models.Index(fields=['state', 'queued_at'], name='mail_state'),
                ),
            ],
        ),
    ]
