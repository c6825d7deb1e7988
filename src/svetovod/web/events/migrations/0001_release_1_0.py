import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('events', '0001_schema'), ('events', '0002_sessions'), ('events', '0003_papers_and_archive'), ('events', '0004_questions_of_the_form'), ('events', '0005_seminars'), ('events', '0006_files_as_answers'), ('events', '0007_term_to_confirm'), ('events', '0008_survey_without_order')]

    initial = True

    dependencies = [
        ('accounts', '0001_release_1_0'),
        ('documents', '0001_release_1_0'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('projects', '0001_release_1_0'),
        ('registry', '0001_release_1_0'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='BodyLogo',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('width', models.PositiveSmallIntegerField()),
                        ('height', models.PositiveSmallIntegerField()),
                        ('added_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='BodyRole',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('role', models.CharField(max_length=120)),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        'ordering': ['order', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='FormDesk',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('answers_until', models.DateTimeField()),
                        ('later_until', models.DateTimeField()),
                        ('asked_at', models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='Hall',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100)),
                        ('seats', models.PositiveIntegerField(blank=True, null=True)),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        'ordering': ['order', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='ItemMaterial',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=200)),
                        ('access', models.CharField(choices=[('public', 'everybody'), ('registered', 'those registered'), ('speakers', 'speakers and organisers')], default='registered', max_length=12)),
                        ('made_at', models.DateTimeField()),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['made_at', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='PracticalSession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=60, unique=True)),
                        ('ordinal', models.PositiveSmallIntegerField(help_text='which one of the series')),
                        ('title', models.CharField(max_length=300)),
                        ('place', models.CharField(max_length=200)),
                        ('region', models.CharField(max_length=8)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('quarter', 'quarter')], default='day', max_length=10)),
                        ('registration_until', models.DateTimeField()),
                        ('papers_until', models.DateTimeField()),
                        ('capacity', models.PositiveIntegerField()),
                        ('confirm_hours', models.PositiveSmallIntegerField(default=0, help_text='hours in which whoever moves up from the waiting list says that they come; 0: at once')),
                        ('attendance', models.CharField(choices=[('onsite', 'on the spot'), ('hybrid', 'on the spot and online'), ('online', 'online')], default='onsite', max_length=10)),
                        ('zone', models.CharField(choices=[('Europe/Kaliningrad', 'Kaliningrad time, UTC+2'), ('Europe/Moscow', 'Moscow time, UTC+3'), ('Europe/Samara', 'Samara time, UTC+4'), ('Asia/Yekaterinburg', 'Yekaterinburg time, UTC+5'), ('Asia/Omsk', 'Omsk time, UTC+6'), ('Asia/Krasnoyarsk', 'Krasnoyarsk time, UTC+7'), ('Asia/Irkutsk', 'Irkutsk time, UTC+8'), ('Asia/Yakutsk', 'Yakutsk time, UTC+9'), ('Asia/Vladivostok', 'Vladivostok time, UTC+10'), ('Asia/Magadan', 'Magadan time, UTC+11'), ('Asia/Kamchatka', 'Kamchatka time, UTC+12')], default='Europe/Moscow', max_length=40)),
                        ('map_url', models.URLField(blank=True)),
                        ('online_url', models.URLField(blank=True, help_text='shown to those registered, and to nobody else')),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('published', 'registration is open'), ('registration_closed', 'registration is closed'), ('running', 'running'), ('finished', 'finished'), ('archived', 'in the archive'), ('postponed', 'postponed'), ('moved_online', 'moved online'), ('cancelled', 'cancelled')], default='draft', max_length=20)),
                        ('about', models.TextField(blank=True)),
                        ('pack', models.JSONField(blank=True, default=list, help_text='what the pack of documents contains, in order')),
                        ('selection_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('selection_quarter', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('selection_opens_on', models.DateField(blank=True, null=True)),
                        ('selection_known_on', models.DateField(blank=True, null=True)),
                        ('is_demo', models.BooleanField(default=False)),
                    ],
                    options={
                        'ordering': ['starts_on', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='SessionSeries',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(max_length=60, unique=True)),
                        ('title', models.CharField(max_length=300)),
                        ('about', models.TextField(blank=True)),
                    ],
                    options={
                        'verbose_name_plural': 'session series',
                        'ordering': ['title', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='SessionSeriesEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slug', models.SlugField(db_index=False, max_length=60)),
                        ('title', models.CharField(max_length=300)),
                        ('about', models.TextField(blank=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SessionSpeaker',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=150)),
                    ],
                    options={
                        'ordering': ['name', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='SessionSpeakerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=150)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SessionTask',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('text', models.CharField(max_length=500)),
                        ('who', models.CharField(max_length=200)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('region', models.CharField(blank=True, max_length=8)),
                        ('due', models.DateField()),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('answer', models.TextField(blank=True)),
                        ('done_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='SheetPage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('mark', models.CharField(max_length=64)),
                        ('by_hand', models.BooleanField(default=False)),
                        ('aside_at', models.DateTimeField(blank=True, help_text='it is no sheet of remarks', null=True)),
                    ],
                    options={
                        'ordering': ['scan', 'number'],
                    },
                ),
                migrations.CreateModel(
                    name='SheetPageEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveSmallIntegerField()),
                        ('mark', models.CharField(max_length=64)),
                        ('by_hand', models.BooleanField(default=False)),
                        ('aside_at', models.DateTimeField(blank=True, help_text='it is no sheet of remarks', null=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SheetScan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sha256', models.CharField(max_length=64)),
                        ('name', models.CharField(max_length=200)),
                        ('state', models.CharField(choices=[('queued', 'being read'), ('read', 'read'), ('broken', 'could not be read')], default='queued', max_length=10)),
                        ('problem', models.CharField(blank=True, max_length=20)),
                        ('pages', models.PositiveSmallIntegerField(default=0)),
                        ('total', models.PositiveSmallIntegerField(default=0)),
                        ('again', models.PositiveSmallIntegerField(default=0, help_text='pages that an earlier scan had brought')),
                        ('given_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ['-given_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='SpeakerAbsence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('start', models.TimeField()),
                        ('end', models.TimeField()),
                    ],
                    options={
                        'ordering': ['day', 'start', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='SpeakerAbsenceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('day', models.DateField()),
                        ('start', models.TimeField()),
                        ('end', models.TimeField()),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SurveyAnswer',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(choices=[('enterprise', 'enterprise or organisation of a cluster'), ('authority', 'authority of a region'), ('cdc', 'cluster development centre'), ('expert', 'expert'), ('press', 'press'), ('guest', 'guest')], max_length=20)),
                        ('marks', models.JSONField(blank=True, default=dict)),
                        ('again', models.BooleanField(blank=True, null=True)),
                        ('useful', models.CharField(blank=True, max_length=500)),
                        ('lacking', models.CharField(blank=True, max_length=500)),
                    ],
                ),
                migrations.CreateModel(
                    name='SurveyPart',
                    fields=[
                        ('mark', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ],
                ),
                migrations.CreateModel(
                    name='Visit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(blank=True, max_length=200)),
                        ('capacity', models.PositiveSmallIntegerField()),
                        ('meeting_point', models.CharField(blank=True, max_length=200)),
                        ('bus', models.CharField(blank=True, help_text='its number, and when it leaves', max_length=120)),
                        ('briefing', models.TextField(blank=True, help_text='rules of the plant, read by whoever goes')),
                        ('travel', models.PositiveSmallIntegerField(default=0, help_text='minutes of the ride, one way')),
                    ],
                    options={
                        'ordering': ['item__day', 'item__start', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='VisitApproval',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('answer', models.CharField(choices=[('yes', 'let in'), ('no', 'refused')], max_length=3)),
                        ('answered_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='VisitApprovalEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('answer', models.CharField(choices=[('yes', 'let in'), ('no', 'refused')], max_length=3)),
                        ('answered_at', models.DateTimeField()),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='VisitDesk',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('wishes_until', models.DateTimeField()),
                        ('answers_until', models.DateTimeField()),
                        ('keep_days', models.PositiveSmallIntegerField(default=10, help_text='after the session data of passes are deleted')),
                        ('result', models.JSONField(blank=True, default=dict)),
                    ],
                ),
                migrations.CreateModel(
                    name='VisitDeskEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('wishes_until', models.DateTimeField()),
                        ('answers_until', models.DateTimeField()),
                        ('keep_days', models.PositiveSmallIntegerField(default=10, help_text='after the session data of passes are deleted')),
                        ('result', models.JSONField(blank=True, default=dict)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='VisitEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('subject', models.CharField(blank=True, max_length=200)),
                        ('capacity', models.PositiveSmallIntegerField()),
                        ('meeting_point', models.CharField(blank=True, max_length=200)),
                        ('bus', models.CharField(blank=True, help_text='its number, and when it leaves', max_length=120)),
                        ('briefing', models.TextField(blank=True, help_text='rules of the plant, read by whoever goes')),
                        ('travel', models.PositiveSmallIntegerField(default=0, help_text='minutes of the ride, one way')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='VisitPass',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sealed', models.BinaryField(default=b'')),
                        ('given_at', models.DateTimeField()),
                        ('erased_at', models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='VisitWish',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rank', models.PositiveSmallIntegerField()),
                    ],
                    options={
                        'ordering': ['rank', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='ArchiveEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('photo', 'photograph'), ('material', 'material')], max_length=10)),
                        ('title', models.CharField(max_length=300)),
                        ('author', models.CharField(max_length=200)),
                        ('rights', models.CharField(max_length=300)),
                        ('people', models.CharField(blank=True, choices=[('nobody', 'nobody can be recognised'), ('agreed', 'whoever can be recognised has agreed'), ('event', 'a view of a public event, nobody is its main subject')], max_length=10)),
                        ('made_on', models.DateField(blank=True, null=True)),
                        ('added_at', models.DateTimeField()),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='archive', to='events.practicalsession')),
                    ],
                    options={
                        'verbose_name_plural': 'archive entries',
                        'ordering': ['kind', 'made_on', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='ConsentDocument',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=40)),
                        ('version', models.CharField(max_length=20)),
                        ('title', models.CharField(max_length=300)),
                        ('text', models.TextField()),
                        ('required', models.BooleanField(default=False)),
                        ('in_force_from', models.DateField()),
                    ],
                    options={
                        'ordering': ['-required', 'code', '-in_force_from'],
                        'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='consent_version_once')],
                    },
                ),
                migrations.CreateModel(
                    name='MaterialVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('note', models.CharField(blank=True, help_text='what is another than before', max_length=200)),
                        ('put_at', models.DateTimeField()),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.attachment')),
                        ('material', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='events.itemmaterial')),
                    ],
                    options={
                        'ordering': ['-number'],
                    },
                ),
                migrations.CreateModel(
                    name='PanelExpert',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('classes', models.JSONField(blank=True, default=list)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='panel_experts', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['person__name', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='PapersAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('missing', models.JSONField(blank=True, default=list, help_text='titles of the pack')),
                        ('note', models.TextField(blank=True, max_length=1000)),
                        ('said_at', models.DateTimeField()),
                        ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.projectversion')),
                    ],
                    options={
                        'ordering': ['-said_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Pitch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slot', models.DateTimeField(blank=True, null=True)),
                        ('hall', models.CharField(blank=True, max_length=100)),
                        ('started_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('submitted_at', models.DateTimeField()),
                        ('panel', models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pitches', to='projects.jointproject')),
                        ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pitches', to='projects.projectversion')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pitches', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': [models.OrderBy(models.F('slot'), nulls_last=True), 'submitted_at', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='PapersAnswerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('missing', models.JSONField(blank=True, default=list, help_text='titles of the pack')),
                        ('note', models.TextField(blank=True, max_length=1000)),
                        ('said_at', models.DateTimeField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.papersanswer')),
                        ('said_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('version', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.projectversion')),
                        ('pitch', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.pitch')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='papersanswer',
                    name='pitch',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='events.pitch'),
                ),
                migrations.CreateModel(
                    name='FloorQuestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.CharField(max_length=400)),
                        ('state', models.CharField(choices=[('asked', 'not looked at yet'), ('waiting', 'waits for its turn'), ('shown', 'on the screen'), ('answered', 'answered'), ('dropped', 'taken off')], max_length=10)),
                        ('asked_at', models.DateTimeField()),
                        ('key', models.CharField(help_text='of the form: sent twice, it is asked once', max_length=64)),
                        ('asker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('backers', models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pitch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='events.pitch')),
                    ],
                    options={
                        'ordering': ['asked_at', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='PitchNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('section', models.CharField(choices=[('canvas', 'Idea'), ('participants', 'Participants'), ('product', 'Product'), ('estimate', 'Estimate'), ('subsidy', 'Subsidy and funding'), ('schedule', 'Plan-schedule'), ('indicators', 'Indicators'), ('sections', 'Sections of the application')], max_length=16)),
                        ('severity', models.CharField(choices=[('blocking', 'obligatory'), ('important', 'important'), ('advice', 'advice')], max_length=12)),
                        ('text', models.TextField()),
                        ('state', models.CharField(choices=[('typed', 'typed by the scribe, not confirmed'), ('held', 'kept by the expert'), ('ready', 'left to the moderator'), ('released', 'sent to the project'), ('dropped', 'dropped')], max_length=10)),
                        ('written_at', models.DateTimeField()),
                        ('key', models.CharField(help_text='of the form: sent twice, it is written once', max_length=64)),
                        ('expert', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pitch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='events.pitch')),
                        ('remark', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.remark')),
                        ('typed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='PitchNoteEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('section', models.CharField(choices=[('canvas', 'Idea'), ('participants', 'Participants'), ('product', 'Product'), ('estimate', 'Estimate'), ('subsidy', 'Subsidy and funding'), ('schedule', 'Plan-schedule'), ('indicators', 'Indicators'), ('sections', 'Sections of the application')], max_length=16)),
                        ('severity', models.CharField(choices=[('blocking', 'obligatory'), ('important', 'important'), ('advice', 'advice')], max_length=12)),
                        ('text', models.TextField()),
                        ('state', models.CharField(choices=[('typed', 'typed by the scribe, not confirmed'), ('held', 'kept by the expert'), ('ready', 'left to the moderator'), ('released', 'sent to the project'), ('dropped', 'dropped')], max_length=10)),
                        ('written_at', models.DateTimeField()),
                        ('key', models.CharField(help_text='of the form: sent twice, it is written once', max_length=64)),
                        ('expert', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.pitchnote')),
                        ('pitch', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.pitch')),
                        ('remark', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.remark')),
                        ('typed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PitchProposal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('state', models.CharField(choices=[('queued', 'being computed'), ('done', 'found'), ('nothing', 'nothing was found')], default='queued', max_length=10)),
                        ('problem', models.JSONField()),
                        ('result', models.JSONField(blank=True, default=dict)),
                        ('asked_at', models.DateTimeField(help_text='real time')),
                        ('applied_at', models.DateTimeField(blank=True, null=True)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['-number'],
                    },
                ),
                migrations.CreateModel(
                    name='PitchEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slot', models.DateTimeField(blank=True, null=True)),
                        ('hall', models.CharField(blank=True, max_length=100)),
                        ('started_at', models.DateTimeField(blank=True, null=True)),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                        ('submitted_at', models.DateTimeField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.pitch')),
                        ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.jointproject')),
                        ('submitted_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('version', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.projectversion')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PanelExpertEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('classes', models.JSONField(blank=True, default=list)),
                        ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.panelexpert')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='HallEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=100)),
                        ('seats', models.PositiveIntegerField(blank=True, null=True)),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.hall')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='hall',
                    name='session',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='halls', to='events.practicalsession'),
                ),
                migrations.CreateModel(
                    name='FormDeskEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('answers_until', models.DateTimeField()),
                        ('later_until', models.DateTimeField()),
                        ('asked_at', models.DateTimeField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.formdesk')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='formdesk',
                    name='session',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='form_desk', to='events.practicalsession'),
                ),
                migrations.CreateModel(
                    name='DateChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('quarter', 'quarter')], max_length=10)),
                        ('reason', models.CharField(max_length=500)),
                        ('at', models.DateTimeField()),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='date_changes', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['at', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='BodyRoleEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=200)),
                        ('role', models.CharField(max_length=120)),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.bodyrole')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='bodyrole',
                    name='session',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bodies', to='events.practicalsession'),
                ),
                migrations.CreateModel(
                    name='BodyLogoEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=200)),
                        ('width', models.PositiveSmallIntegerField()),
                        ('height', models.PositiveSmallIntegerField()),
                        ('added_at', models.DateTimeField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.bodylogo')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='bodylogo',
                    name='session',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='logos', to='events.practicalsession'),
                ),
                migrations.CreateModel(
                    name='ArchiveEntryEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('photo', 'photograph'), ('material', 'material')], max_length=10)),
                        ('title', models.CharField(max_length=300)),
                        ('author', models.CharField(max_length=200)),
                        ('rights', models.CharField(max_length=300)),
                        ('people', models.CharField(blank=True, choices=[('nobody', 'nobody can be recognised'), ('agreed', 'whoever can be recognised has agreed'), ('event', 'a view of a public event, nobody is its main subject')], max_length=10)),
                        ('made_on', models.DateField(blank=True, null=True)),
                        ('added_at', models.DateTimeField()),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('added_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.archiveentry')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Announcement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.CharField(max_length=500)),
                        ('said_at', models.DateTimeField()),
                        ('key', models.CharField(help_text='of the form: pressed twice, it is said once', max_length=64)),
                        ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='announcements', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['-said_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='PresenterChoice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('presents', models.BooleanField()),
                        ('grounds', models.TextField(max_length=1000)),
                        ('chosen_at', models.DateTimeField()),
                        ('chosen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pitch', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='choice', to='events.pitch')),
                    ],
                ),
                migrations.CreateModel(
                    name='PresenterChoiceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('presents', models.BooleanField()),
                        ('grounds', models.TextField(max_length=1000)),
                        ('chosen_at', models.DateTimeField()),
                        ('chosen_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.presenterchoice')),
                        ('pitch', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.pitch')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PressDesk',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('audience', models.JSONField(blank=True, default=list)),
                        ('themes', models.JSONField(blank=True, default=list)),
                        ('culmination', models.TextField(blank=True)),
                        ('english', models.JSONField(blank=True, default=dict)),
                        ('contact', models.CharField(blank=True, max_length=300)),
                        ('photo_rights', models.CharField(blank=True, max_length=300)),
                        ('embargo_until', models.DateTimeField(blank=True, null=True)),
                        ('session', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='press_desk', to='events.practicalsession')),
                    ],
                ),
                migrations.CreateModel(
                    name='PressDeskEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('audience', models.JSONField(blank=True, default=list)),
                        ('themes', models.JSONField(blank=True, default=list)),
                        ('culmination', models.TextField(blank=True)),
                        ('english', models.JSONField(blank=True, default=dict)),
                        ('contact', models.CharField(blank=True, max_length=300)),
                        ('photo_rights', models.CharField(blank=True, max_length=300)),
                        ('embargo_until', models.DateTimeField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.pressdesk')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PressQuote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('author', models.CharField(max_length=200)),
                        ('text', models.TextField()),
                        ('english', models.TextField(blank=True)),
                        ('after', models.BooleanField(default=False, help_text='of the results, not of the announcement')),
                        ('approved_at', models.DateTimeField(blank=True, null=True)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotes', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='PressQuoteEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('author', models.CharField(max_length=200)),
                        ('text', models.TextField()),
                        ('english', models.TextField(blank=True)),
                        ('after', models.BooleanField(default=False, help_text='of the results, not of the announcement')),
                        ('approved_at', models.DateTimeField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.pressquote')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammeItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('start', models.TimeField()),
                        ('end', models.TimeField()),
                        ('hall', models.CharField(blank=True, max_length=100)),
                        ('kind', models.CharField(choices=[('plenary', 'plenary meeting'), ('seminar', 'training seminar'), ('pitches', 'presentation of projects'), ('visit', 'visit'), ('meetings', 'business meetings'), ('break', 'break')], max_length=10)),
                        ('title', models.CharField(max_length=300)),
                        ('speaker', models.CharField(blank=True, help_text='names of the speakers, or a role', max_length=200)),
                        ('expected', models.PositiveIntegerField(blank=True, help_text="people, compared with the hall's seats", null=True)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['day', 'start', 'hall', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='ItemMaterialEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('title', models.CharField(max_length=200)),
                        ('access', models.CharField(choices=[('public', 'everybody'), ('registered', 'those registered'), ('speakers', 'speakers and organisers')], default='registered', max_length=12)),
                        ('made_at', models.DateTimeField()),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.itemmaterial')),
                        ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.programmeitem')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='itemmaterial',
                    name='item',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='materials', to='events.programmeitem'),
                ),
                migrations.CreateModel(
                    name='FloorQuestionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('text', models.CharField(max_length=400)),
                        ('state', models.CharField(choices=[('asked', 'not looked at yet'), ('waiting', 'waits for its turn'), ('shown', 'on the screen'), ('answered', 'answered'), ('dropped', 'taken off')], max_length=10)),
                        ('asked_at', models.DateTimeField()),
                        ('key', models.CharField(help_text='of the form: sent twice, it is asked once', max_length=64)),
                        ('asker', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.floorquestion')),
                        ('pitch', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.pitch')),
                        ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.programmeitem')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='floorquestion',
                    name='item',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='events.programmeitem'),
                ),
                migrations.CreateModel(
                    name='ProgrammeItemEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('day', models.DateField()),
                        ('start', models.TimeField()),
                        ('end', models.TimeField()),
                        ('hall', models.CharField(blank=True, max_length=100)),
                        ('kind', models.CharField(choices=[('plenary', 'plenary meeting'), ('seminar', 'training seminar'), ('pitches', 'presentation of projects'), ('visit', 'visit'), ('meetings', 'business meetings'), ('break', 'break')], max_length=10)),
                        ('title', models.CharField(max_length=300)),
                        ('speaker', models.CharField(blank=True, help_text='names of the speakers, or a role', max_length=200)),
                        ('expected', models.PositiveIntegerField(blank=True, help_text="people, compared with the hall's seats", null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.programmeitem')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ProgrammeVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('content', models.JSONField(help_text='entries in their order')),
                        ('changes', models.JSONField(default=list, help_text='what differs from the version before')),
                        ('published_at', models.DateTimeField()),
                        ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['-number'],
                    },
                ),
                migrations.CreateModel(
                    name='QuestionAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('asked', models.CharField(max_length=400)),
                        ('text', models.TextField(max_length=3000)),
                        ('items', models.JSONField(blank=True, default=list)),
                        ('on', models.DateField()),
                        ('state', models.CharField(choices=[('hall', 'read by participants'), ('proposed', 'proposed for everybody'), ('published', 'published for everybody'), ('withdrawn', 'withdrawn')], default='hall', max_length=10)),
                        ('written_at', models.DateTimeField()),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('question', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='events.floorquestion')),
                    ],
                    options={
                        'ordering': ['-published_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='QuestionAnswerEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('asked', models.CharField(max_length=400)),
                        ('text', models.TextField(max_length=3000)),
                        ('items', models.JSONField(blank=True, default=list)),
                        ('on', models.DateField()),
                        ('state', models.CharField(choices=[('hall', 'read by participants'), ('proposed', 'proposed for everybody'), ('published', 'published for everybody'), ('withdrawn', 'withdrawn')], default='hall', max_length=10)),
                        ('written_at', models.DateTimeField()),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.questionanswer')),
                        ('question', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.floorquestion')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Registration',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_name', models.CharField(blank=True, max_length=300)),
                        ('region', models.CharField(max_length=8)),
                        ('kind', models.CharField(choices=[('enterprise', 'enterprise or organisation of a cluster'), ('authority', 'authority of a region'), ('cdc', 'cluster development centre'), ('expert', 'expert'), ('press', 'press'), ('guest', 'guest')], max_length=20)),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('waiting', 'on the waiting list'), ('confirmed', 'confirmed'), ('checked_in', 'has come'), ('cancelled', 'cancelled'), ('transferred', 'handed over'), ('declined', 'taken off the waiting list')], default='draft', max_length=20)),
                        ('token_hash', models.CharField(max_length=64, unique=True)),
                        ('registered_at', models.DateTimeField()),
                        ('asked_until', models.DateTimeField(blank=True, help_text='a place held for somebody who moved up, until they say that they come', null=True)),
                        ('queued_at', models.DateTimeField(blank=True, help_text='at the end of the waiting list since, after a term gone by', null=True)),
                        ('checked_in_at', models.DateTimeField(blank=True, null=True)),
                        ('revision', models.PositiveIntegerField(default=0)),
                        ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.cluster')),
                        ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to=settings.AUTH_USER_MODEL)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='events.practicalsession')),
                        ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='events.registration')),
                    ],
                    options={
                        'ordering': ['registered_at', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='RegistrationConsent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('given_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='events.consentdocument')),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='events.registration')),
                    ],
                ),
                migrations.CreateModel(
                    name='RegistrationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('organisation_name', models.CharField(blank=True, max_length=300)),
                        ('region', models.CharField(max_length=8)),
                        ('kind', models.CharField(choices=[('enterprise', 'enterprise or organisation of a cluster'), ('authority', 'authority of a region'), ('cdc', 'cluster development centre'), ('expert', 'expert'), ('press', 'press'), ('guest', 'guest')], max_length=20)),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('waiting', 'on the waiting list'), ('confirmed', 'confirmed'), ('checked_in', 'has come'), ('cancelled', 'cancelled'), ('transferred', 'handed over'), ('declined', 'taken off the waiting list')], default='draft', max_length=20)),
                        ('token_hash', models.CharField(max_length=64)),
                        ('registered_at', models.DateTimeField()),
                        ('asked_until', models.DateTimeField(blank=True, help_text='a place held for somebody who moved up, until they say that they come', null=True)),
                        ('queued_at', models.DateTimeField(blank=True, help_text='at the end of the waiting list since, after a term gone by', null=True)),
                        ('checked_in_at', models.DateTimeField(blank=True, null=True)),
                        ('revision', models.PositiveIntegerField(default=0)),
                        ('cluster', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.cluster')),
                        ('organisation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation')),
                        ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.registration')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                        ('successor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.registration')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='RemarkSheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('spare', models.BooleanField(default=False)),
                        ('made_at', models.DateTimeField()),
                        ('done_at', models.DateTimeField(blank=True, help_text='everything on it was typed', null=True)),
                        ('expert', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pitch', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='events.pitch')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remark_sheets', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='RemarkSheetEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveIntegerField()),
                        ('spare', models.BooleanField(default=False)),
                        ('made_at', models.DateTimeField()),
                        ('done_at', models.DateTimeField(blank=True, help_text='everything on it was typed', null=True)),
                        ('expert', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.remarksheet')),
                        ('pitch', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.pitch')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SeatQuota',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(blank=True, choices=[('enterprise', 'enterprise or organisation of a cluster'), ('authority', 'authority of a region'), ('cdc', 'cluster development centre'), ('expert', 'expert'), ('press', 'press'), ('guest', 'guest')], max_length=20)),
                        ('region', models.CharField(blank=True, max_length=8)),
                        ('places', models.PositiveIntegerField()),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotas', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['kind', 'region', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='SeatQuotaEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('kind', models.CharField(blank=True, choices=[('enterprise', 'enterprise or organisation of a cluster'), ('authority', 'authority of a region'), ('cdc', 'cluster development centre'), ('expert', 'expert'), ('press', 'press'), ('guest', 'guest')], max_length=20)),
                        ('region', models.CharField(blank=True, max_length=8)),
                        ('places', models.PositiveIntegerField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.seatquota')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SeminarPresence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('way', models.CharField(choices=[('door', 'at the door of the hall'), ('screen', 'by the code on the screen')], max_length=8)),
                        ('at', models.DateTimeField()),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='events.programmeitem')),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='events.registration')),
                    ],
                    options={
                        'ordering': ['at', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='SeminarQuiz',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seed', models.PositiveIntegerField()),
                        ('on', models.DateField()),
                        ('state', models.CharField(choices=[('draft', 'being prepared'), ('open', 'open'), ('closed', 'closed')], default='draft', max_length=10)),
                        ('made_at', models.DateTimeField()),
                        ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='quiz', to='events.programmeitem')),
                    ],
                ),
                migrations.CreateModel(
                    name='QuizQuestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('content', models.JSONField()),
                        ('quiz', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='events.seminarquiz')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='QuizPart',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('answers', models.JSONField()),
                        ('right', models.PositiveSmallIntegerField()),
                        ('given_at', models.DateTimeField()),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quiz_parts', to='events.registration')),
                        ('quiz', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='events.seminarquiz')),
                    ],
                ),
                migrations.CreateModel(
                    name='SeminarQuizEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('seed', models.PositiveIntegerField()),
                        ('on', models.DateField()),
                        ('state', models.CharField(choices=[('draft', 'being prepared'), ('open', 'open'), ('closed', 'closed')], default='draft', max_length=10)),
                        ('made_at', models.DateTimeField()),
                        ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.programmeitem')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.seminarquiz')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SessionField',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('kind', models.CharField(choices=[('short', 'a line'), ('long', 'several lines'), ('choice', 'one of the options'), ('several', 'several of the options'), ('yes_no', 'yes or no'), ('number', 'a number'), ('date', 'a day'), ('file', 'a file')], max_length=8)),
                        ('stage', models.CharField(choices=[('form', 'when one registers'), ('later', 'when one has a place')], default='form', max_length=5)),
                        ('label_ru', models.CharField(max_length=200)),
                        ('label_en', models.CharField(blank=True, max_length=200)),
                        ('help_ru', models.CharField(blank=True, max_length=500)),
                        ('help_en', models.CharField(blank=True, max_length=500)),
                        ('options', models.JSONField(blank=True, default=list, help_text='pairs of Russian and English; answers keep the first')),
                        ('required', models.BooleanField(default=False)),
                        ('kinds', models.JSONField(blank=True, default=list)),
                        ('goes_to', models.CharField(blank=True, choices=[('hotel', 'For the hotel'), ('transport', 'For the transport')], help_text='whose list it stands in', max_length=9)),
                        ('personal', models.BooleanField(default=False, help_text='erased with the person, and after `keep_days`')),
                        ('keep_days', models.PositiveSmallIntegerField(blank=True, help_text='days after the session', null=True)),
                        ('retired_at', models.DateTimeField(blank=True, null=True)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fields', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['stage', 'order', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='FieldAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('value', models.JSONField()),
                        ('at', models.DateTimeField()),
                        ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='events.registration')),
                        ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='events.sessionfield')),
                    ],
                ),
                migrations.CreateModel(
                    name='SessionFieldEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('order', models.PositiveSmallIntegerField(default=0)),
                        ('kind', models.CharField(choices=[('short', 'a line'), ('long', 'several lines'), ('choice', 'one of the options'), ('several', 'several of the options'), ('yes_no', 'yes or no'), ('number', 'a number'), ('date', 'a day'), ('file', 'a file')], max_length=8)),
                        ('stage', models.CharField(choices=[('form', 'when one registers'), ('later', 'when one has a place')], default='form', max_length=5)),
                        ('label_ru', models.CharField(max_length=200)),
                        ('label_en', models.CharField(blank=True, max_length=200)),
                        ('help_ru', models.CharField(blank=True, max_length=500)),
                        ('help_en', models.CharField(blank=True, max_length=500)),
                        ('options', models.JSONField(blank=True, default=list, help_text='pairs of Russian and English; answers keep the first')),
                        ('required', models.BooleanField(default=False)),
                        ('kinds', models.JSONField(blank=True, default=list)),
                        ('goes_to', models.CharField(blank=True, choices=[('hotel', 'For the hotel'), ('transport', 'For the transport')], help_text='whose list it stands in', max_length=9)),
                        ('personal', models.BooleanField(default=False, help_text='erased with the person, and after `keep_days`')),
                        ('keep_days', models.PositiveSmallIntegerField(blank=True, help_text='days after the session', null=True)),
                        ('retired_at', models.DateTimeField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.sessionfield')),
                        ('session', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SessionInvite',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('organisation', models.CharField(max_length=300)),
                        ('head', models.CharField(max_length=200)),
                        ('position', models.CharField(blank=True, max_length=200)),
                        ('email', models.EmailField(max_length=254)),
                        ('region', models.CharField(blank=True, max_length=8)),
                        ('made_at', models.DateTimeField()),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('answer', models.CharField(blank=True, choices=[('comes', 'delegates people'), ('declines', 'does not come')], max_length=8)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('delegates', models.ManyToManyField(blank=True, related_name='+', to='events.registration')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invites', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='SessionMailing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('what', models.CharField(max_length=20)),
                        ('key', models.CharField(max_length=120)),
                        ('values', models.JSONField(blank=True, default=dict)),
                        ('people', models.JSONField(blank=True, default=list)),
                        ('asked_at', models.DateTimeField()),
                        ('queued_at', models.DateTimeField(blank=True, null=True)),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mailings', to='events.practicalsession')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='PracticalSessionEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('slug', models.SlugField(db_index=False, max_length=60)),
                        ('ordinal', models.PositiveSmallIntegerField(help_text='which one of the series')),
                        ('title', models.CharField(max_length=300)),
                        ('place', models.CharField(max_length=200)),
                        ('region', models.CharField(max_length=8)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('quarter', 'quarter')], default='day', max_length=10)),
                        ('registration_until', models.DateTimeField()),
                        ('papers_until', models.DateTimeField()),
                        ('capacity', models.PositiveIntegerField()),
                        ('confirm_hours', models.PositiveSmallIntegerField(default=0, help_text='hours in which whoever moves up from the waiting list says that they come; 0: at once')),
                        ('attendance', models.CharField(choices=[('onsite', 'on the spot'), ('hybrid', 'on the spot and online'), ('online', 'online')], default='onsite', max_length=10)),
                        ('zone', models.CharField(choices=[('Europe/Kaliningrad', 'Kaliningrad time, UTC+2'), ('Europe/Moscow', 'Moscow time, UTC+3'), ('Europe/Samara', 'Samara time, UTC+4'), ('Asia/Yekaterinburg', 'Yekaterinburg time, UTC+5'), ('Asia/Omsk', 'Omsk time, UTC+6'), ('Asia/Krasnoyarsk', 'Krasnoyarsk time, UTC+7'), ('Asia/Irkutsk', 'Irkutsk time, UTC+8'), ('Asia/Yakutsk', 'Yakutsk time, UTC+9'), ('Asia/Vladivostok', 'Vladivostok time, UTC+10'), ('Asia/Magadan', 'Magadan time, UTC+11'), ('Asia/Kamchatka', 'Kamchatka time, UTC+12')], default='Europe/Moscow', max_length=40)),
                        ('map_url', models.URLField(blank=True)),
                        ('online_url', models.URLField(blank=True, help_text='shown to those registered, and to nobody else')),
                        ('state', models.CharField(choices=[('draft', 'draft'), ('published', 'registration is open'), ('registration_closed', 'registration is closed'), ('running', 'running'), ('finished', 'finished'), ('archived', 'in the archive'), ('postponed', 'postponed'), ('moved_online', 'moved online'), ('cancelled', 'cancelled')], default='draft', max_length=20)),
                        ('about', models.TextField(blank=True)),
                        ('pack', models.JSONField(blank=True, default=list, help_text='what the pack of documents contains, in order')),
                        ('selection_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('selection_quarter', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('selection_opens_on', models.DateField(blank=True, null=True)),
                        ('selection_known_on', models.DateField(blank=True, null=True)),
                        ('is_demo', models.BooleanField(default=False)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.practicalsession')),
                        ('series', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.sessionseries')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='practicalsession',
                    name='series',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='events.sessionseries'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sessionseries',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_sessionseriesevent" ("about", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title") VALUES (NEW."about", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."title"); RETURN NULL;', hash='945100213606e9417447511425534c80765dfd32', operation='INSERT', pgid='pgtrigger_insert_insert_9e99e', table='events_sessionseries', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sessionseries',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_sessionseriesevent" ("about", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "title") VALUES (NEW."about", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."title"); RETURN NULL;', hash='d11cb73d5302f5a4d0e4a4a8354218425e25f9de', operation='UPDATE', pgid='pgtrigger_update_update_fabbf', table='events_sessionseries', when='AFTER')),
                ),
                migrations.AddField(
                    model_name='sessionseriesevent',
                    name='pgh_context',
                    field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
                ),
                migrations.AddField(
                    model_name='sessionseriesevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.sessionseries'),
                ),
                migrations.AddField(
                    model_name='sessionspeaker',
                    name='person',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='sessionspeaker',
                    name='session',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speakers', to='events.practicalsession'),
                ),
                migrations.AddField(
                    model_name='programmeitem',
                    name='speakers',
                    field=models.ManyToManyField(blank=True, related_name='items', to='events.sessionspeaker'),
                ),
                migrations.AddField(
                    model_name='sessionspeakerevent',
                    name='person',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='sessionspeakerevent',
                    name='pgh_context',
                    field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
                ),
                migrations.AddField(
                    model_name='sessionspeakerevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.sessionspeaker'),
                ),
                migrations.AddField(
                    model_name='sessionspeakerevent',
                    name='session',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession'),
                ),
                migrations.AddField(
                    model_name='sessiontask',
                    name='session',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='events.practicalsession'),
                ),
                migrations.AddField(
                    model_name='sheetpage',
                    name='session',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheet_pages', to='events.practicalsession'),
                ),
                migrations.AddField(
                    model_name='sheetpage',
                    name='sheet',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='pages', to='events.remarksheet'),
                ),
                migrations.AddField(
                    model_name='sheetpageevent',
                    name='pgh_context',
                    field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
                ),
                migrations.AddField(
                    model_name='sheetpageevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.sheetpage'),
                ),
                migrations.AddField(
                    model_name='sheetpageevent',
                    name='session',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession'),
                ),
                migrations.AddField(
                    model_name='sheetpageevent',
                    name='sheet',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.remarksheet'),
                ),
                migrations.AddField(
                    model_name='sheetscan',
                    name='given_by',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='sheetscan',
                    name='session',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sheet_scans', to='events.practicalsession'),
                ),
                migrations.AddField(
                    model_name='sheetpageevent',
                    name='scan',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.sheetscan'),
                ),
                migrations.AddField(
                    model_name='sheetpage',
                    name='scan',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='events.sheetscan'),
                ),
                migrations.AddField(
                    model_name='speakerabsence',
                    name='speaker',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='events.sessionspeaker'),
                ),
                migrations.AddField(
                    model_name='speakerabsenceevent',
                    name='pgh_context',
                    field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
                ),
                migrations.AddField(
                    model_name='speakerabsenceevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.speakerabsence'),
                ),
                migrations.AddField(
                    model_name='speakerabsenceevent',
                    name='speaker',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.sessionspeaker'),
                ),
                migrations.AddField(
                    model_name='surveyanswer',
                    name='session',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='survey_answers', to='events.practicalsession'),
                ),
                migrations.AddField(
                    model_name='surveypart',
                    name='session',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='survey_parts', to='events.practicalsession'),
                ),
                migrations.AddField(
                    model_name='visit',
                    name='host',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hosted_visits', to='registry.organisation'),
                ),
                migrations.AddField(
                    model_name='visit',
                    name='item',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='events.programmeitem'),
                ),
                migrations.AddField(
                    model_name='registrationevent',
                    name='visit',
                    field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.visit'),
                ),
                migrations.AddField(
                    model_name='registration',
                    name='visit',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='registrations', to='events.visit'),
                ),
                migrations.AddField(
                    model_name='visitapproval',
                    name='answered_by',
                    field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='visitapproval',
                    name='registration',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='events.registration'),
                ),
                migrations.AddField(
                    model_name='visitapproval',
                    name='visit',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='events.visit'),
                ),
                migrations.AddField(
                    model_name='visitapprovalevent',
                    name='answered_by',
                    field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='visitapprovalevent',
                    name='pgh_context',
                    field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
                ),
                migrations.AddField(
                    model_name='visitapprovalevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.visitapproval'),
                ),
                migrations.AddField(
                    model_name='visitapprovalevent',
                    name='registration',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.registration'),
                ),
                migrations.AddField(
                    model_name='visitapprovalevent',
                    name='visit',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.visit'),
                ),
                migrations.AddField(
                    model_name='visitdesk',
                    name='session',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='visit_desk', to='events.practicalsession'),
                ),
                migrations.AddField(
                    model_name='visitdeskevent',
                    name='pgh_context',
                    field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
                ),
                migrations.AddField(
                    model_name='visitdeskevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.visitdesk'),
                ),
                migrations.AddField(
                    model_name='visitdeskevent',
                    name='session',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.practicalsession'),
                ),
                migrations.AddField(
                    model_name='visitevent',
                    name='host',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.organisation'),
                ),
                migrations.AddField(
                    model_name='visitevent',
                    name='item',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='events.programmeitem'),
                ),
                migrations.AddField(
                    model_name='visitevent',
                    name='pgh_context',
                    field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
                ),
                migrations.AddField(
                    model_name='visitevent',
                    name='pgh_obj',
                    field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='events.visit'),
                ),
                migrations.AddField(
                    model_name='visitpass',
                    name='registration',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='visit_pass', to='events.registration'),
                ),
                migrations.AddField(
                    model_name='visitwish',
                    name='registration',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='events.registration'),
                ),
                migrations.AddField(
                    model_name='visitwish',
                    name='visit',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='events.visit'),
                ),
                migrations.AddConstraint(
                    model_name='materialversion',
                    constraint=models.UniqueConstraint(fields=('material', 'number'), name='material_version_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='materialversion',
                    trigger=pgtrigger.compiler.Trigger(name='as_given', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."material_id" IS DISTINCT FROM (NEW."material_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."put_at" IS DISTINCT FROM (NEW."put_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1682d6e1d3fc0a1fda8836d14c50de2e94729f6e', operation='UPDATE', pgid='pgtrigger_as_given_d2bea', table='events_materialversion', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='papersanswer',
                    constraint=models.UniqueConstraint(fields=('pitch', 'version'), name='papers_answered_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='papersanswer',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_papersanswerevent" ("id", "missing", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "said_at", "said_by_id", "version_id") VALUES (NEW."id", NEW."missing", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pitch_id", NEW."said_at", NEW."said_by_id", NEW."version_id"); RETURN NULL;', hash='9eb3130bb10d90dd656b3e7a8c9e5b18240058e3', operation='INSERT', pgid='pgtrigger_insert_insert_f145c', table='events_papersanswer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='papersanswer',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_papersanswerevent" ("id", "missing", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "said_at", "said_by_id", "version_id") VALUES (NEW."id", NEW."missing", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pitch_id", NEW."said_at", NEW."said_by_id", NEW."version_id"); RETURN NULL;', hash='5e48e825d68c1c7c4e99a7b38cfd8d71f738a4d6', operation='UPDATE', pgid='pgtrigger_update_update_e102a', table='events_papersanswer', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='pitchnote',
                    constraint=models.UniqueConstraint(fields=('typed_by', 'key'), name='note_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pitchnote',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_pitchnoteevent" ("expert_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "remark_id", "section", "severity", "state", "text", "typed_by_id", "written_at") VALUES (NEW."expert_id", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pitch_id", NEW."remark_id", NEW."section", NEW."severity", NEW."state", NEW."text", NEW."typed_by_id", NEW."written_at"); RETURN NULL;', hash='501a6889def2363627cc2d66018f265cf973a2ea', operation='INSERT', pgid='pgtrigger_insert_insert_a6b09', table='events_pitchnote', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pitchnote',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_pitchnoteevent" ("expert_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "remark_id", "section", "severity", "state", "text", "typed_by_id", "written_at") VALUES (NEW."expert_id", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pitch_id", NEW."remark_id", NEW."section", NEW."severity", NEW."state", NEW."text", NEW."typed_by_id", NEW."written_at"); RETURN NULL;', hash='4f95d7be9e6b1da21fb0fa69385128a226d864b3', operation='UPDATE', pgid='pgtrigger_update_update_be0b6', table='events_pitchnote', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='pitchproposal',
                    constraint=models.UniqueConstraint(fields=('session', 'number'), name='pitch_proposal_once'),
                ),
                migrations.AddConstraint(
                    model_name='pitch',
                    constraint=models.UniqueConstraint(fields=('session', 'project'), name='pitch_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pitch',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_pitchevent" ("ended_at", "hall", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "session_id", "slot", "started_at", "submitted_at", "submitted_by_id", "version_id") VALUES (NEW."ended_at", NEW."hall", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."session_id", NEW."slot", NEW."started_at", NEW."submitted_at", NEW."submitted_by_id", NEW."version_id"); RETURN NULL;', hash='c680053f08d9bd7bb0a2790b3ba427831a7bcb2a', operation='INSERT', pgid='pgtrigger_insert_insert_e060b', table='events_pitch', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pitch',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_pitchevent" ("ended_at", "hall", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "session_id", "slot", "started_at", "submitted_at", "submitted_by_id", "version_id") VALUES (NEW."ended_at", NEW."hall", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."session_id", NEW."slot", NEW."started_at", NEW."submitted_at", NEW."submitted_by_id", NEW."version_id"); RETURN NULL;', hash='e2ee40e26ac5b6f221c4032698e499b971d65ec3', operation='UPDATE', pgid='pgtrigger_update_update_37d46', table='events_pitch', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='panelexpert',
                    constraint=models.UniqueConstraint(fields=('session', 'person'), name='panel_expert_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='panelexpert',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_panelexpertevent" ("classes", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") VALUES (NEW."classes", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id"); RETURN NULL;', hash='7ce3a9d34fcf95157c71155b6850cb810845ff47', operation='INSERT', pgid='pgtrigger_insert_insert_18208', table='events_panelexpert', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='panelexpert',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_panelexpertevent" ("classes", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") VALUES (NEW."classes", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id"); RETURN NULL;', hash='f91a0e6e590c3cfb83d3ec25659e4eb53e63849b', operation='UPDATE', pgid='pgtrigger_update_update_3af5a', table='events_panelexpert', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='hall',
                    constraint=models.UniqueConstraint(fields=('session', 'name'), name='hall_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='hall',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_hallevent" ("id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats", "session_id") VALUES (NEW."id", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seats", NEW."session_id"); RETURN NULL;', hash='57ba11775430a384848cab8f464e1913d64a51b6', operation='INSERT', pgid='pgtrigger_insert_insert_9cb5b', table='events_hall', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='hall',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_hallevent" ("id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats", "session_id") VALUES (NEW."id", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seats", NEW."session_id"); RETURN NULL;', hash='2f6758dd782add7a40bc5285a2c52e9db1eaac35', operation='UPDATE', pgid='pgtrigger_update_update_892dd', table='events_hall', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='formdesk',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_formdeskevent" ("answers_until", "asked_at", "id", "later_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") VALUES (NEW."answers_until", NEW."asked_at", NEW."id", NEW."later_until", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id"); RETURN NULL;', hash='b30515656c2aa7b26e3f96bf00765c3182d7df37', operation='INSERT', pgid='pgtrigger_insert_insert_d2d73', table='events_formdesk', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='formdesk',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_formdeskevent" ("answers_until", "asked_at", "id", "later_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") VALUES (NEW."answers_until", NEW."asked_at", NEW."id", NEW."later_until", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id"); RETURN NULL;', hash='47a915e38e22147f6ca0c1c56c1ddd7c9cf49877', operation='UPDATE', pgid='pgtrigger_update_update_d0684', table='events_formdesk', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bodyrole',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_bodyroleevent" ("id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "session_id") VALUES (NEW."id", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."session_id"); RETURN NULL;', hash='a5ec322c5a3c2b54dd423d425fe4472de5a865e7', operation='INSERT', pgid='pgtrigger_insert_insert_5bd71', table='events_bodyrole', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bodyrole',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_bodyroleevent" ("id", "name", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "session_id") VALUES (NEW."id", NEW."name", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."session_id"); RETURN NULL;', hash='13a368498ff4d949e965046c1e95f2f7c35a13a6', operation='UPDATE', pgid='pgtrigger_update_update_c85b5', table='events_bodyrole', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='bodylogo',
                    constraint=models.UniqueConstraint(fields=('session', 'name'), name='body_logo_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bodylogo',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_bodylogoevent" ("added_at", "height", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "width") VALUES (NEW."added_at", NEW."height", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id", NEW."width"); RETURN NULL;', hash='d9dcb27e947ab2be8dc2d08eb04287d8f20d1c54', operation='INSERT', pgid='pgtrigger_insert_insert_e6cf1', table='events_bodylogo', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='bodylogo',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_bodylogoevent" ("added_at", "height", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "width") VALUES (NEW."added_at", NEW."height", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id", NEW."width"); RETURN NULL;', hash='851f767756305ce9f6c6c737d51822a4d58c0ce9', operation='UPDATE', pgid='pgtrigger_update_update_00370', table='events_bodylogo', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='archiveentry',
                    constraint=models.CheckConstraint(condition=models.Q(('published_at', None), models.Q(('kind', 'photo'), _negated=True), models.Q(('people', ''), _negated=True), _connector='OR'), name='photo_published_with_consent'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='archiveentry',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_archiveentryevent" ("added_at", "added_by_id", "author", "id", "kind", "made_on", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "rights", "session_id", "title") VALUES (NEW."added_at", NEW."added_by_id", NEW."author", NEW."id", NEW."kind", NEW."made_on", NEW."people", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."rights", NEW."session_id", NEW."title"); RETURN NULL;', hash='ec50aa1833400392e4c2358fbfe2af3e42f73794', operation='INSERT', pgid='pgtrigger_insert_insert_a8337', table='events_archiveentry', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='archiveentry',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_archiveentryevent" ("added_at", "added_by_id", "author", "id", "kind", "made_on", "people", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "rights", "session_id", "title") VALUES (NEW."added_at", NEW."added_by_id", NEW."author", NEW."id", NEW."kind", NEW."made_on", NEW."people", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."rights", NEW."session_id", NEW."title"); RETURN NULL;', hash='c81654866ac2a383743167e518ec050d3516e23a', operation='UPDATE', pgid='pgtrigger_update_update_473ab', table='events_archiveentry', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='announcement',
                    constraint=models.UniqueConstraint(fields=('session', 'key'), name='announcement_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='presenterchoice',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_presenterchoiceevent" ("chosen_at", "chosen_by_id", "grounds", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "presents") VALUES (NEW."chosen_at", NEW."chosen_by_id", NEW."grounds", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pitch_id", NEW."presents"); RETURN NULL;', hash='aa8ad793a74a1d3e51964c73df59a11ea28083d8', operation='INSERT', pgid='pgtrigger_insert_insert_7da61', table='events_presenterchoice', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='presenterchoice',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_presenterchoiceevent" ("chosen_at", "chosen_by_id", "grounds", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "presents") VALUES (NEW."chosen_at", NEW."chosen_by_id", NEW."grounds", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pitch_id", NEW."presents"); RETURN NULL;', hash='162f5a4ecd05fb9debc757f6b14407bbd7536105', operation='UPDATE', pgid='pgtrigger_update_update_c8bb7', table='events_presenterchoice', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pressdesk',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_pressdeskevent" ("audience", "contact", "culmination", "embargo_until", "english", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_rights", "session_id", "themes") VALUES (NEW."audience", NEW."contact", NEW."culmination", NEW."embargo_until", NEW."english", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photo_rights", NEW."session_id", NEW."themes"); RETURN NULL;', hash='b49ddb6a384f4e8bf604d056d5151e57cef9cede', operation='INSERT', pgid='pgtrigger_insert_insert_663de', table='events_pressdesk', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pressdesk',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_pressdeskevent" ("audience", "contact", "culmination", "embargo_until", "english", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_rights", "session_id", "themes") VALUES (NEW."audience", NEW."contact", NEW."culmination", NEW."embargo_until", NEW."english", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo_rights", NEW."session_id", NEW."themes"); RETURN NULL;', hash='473f8901ddcbc1ec5fca83106a950ac70f03bddd', operation='UPDATE', pgid='pgtrigger_update_update_16929', table='events_pressdesk', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pressquote',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_pressquoteevent" ("after", "approved_at", "author", "english", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "text") VALUES (NEW."after", NEW."approved_at", NEW."author", NEW."english", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id", NEW."text"); RETURN NULL;', hash='0aab0d434c88aa918d036dcca1e9284676941563', operation='INSERT', pgid='pgtrigger_insert_insert_69929', table='events_pressquote', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='pressquote',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_pressquoteevent" ("after", "approved_at", "author", "english", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "text") VALUES (NEW."after", NEW."approved_at", NEW."author", NEW."english", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id", NEW."text"); RETURN NULL;', hash='a2462bfcf0a4274abe588f2afb311a14d7fe6645', operation='UPDATE', pgid='pgtrigger_update_update_7a96a', table='events_pressquote', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='itemmaterial',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_itemmaterialevent" ("access", "id", "item_id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "title") VALUES (NEW."access", NEW."id", NEW."item_id", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."title"); RETURN NULL;', hash='469d52b5a94474f79b1124deea91d1a9aec330ca', operation='INSERT', pgid='pgtrigger_insert_insert_290c2', table='events_itemmaterial', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='itemmaterial',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_itemmaterialevent" ("access", "id", "item_id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "title") VALUES (NEW."access", NEW."id", NEW."item_id", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."title"); RETURN NULL;', hash='389a9c96bd9e3092f8e00956284f5fd0eed95edb', operation='UPDATE', pgid='pgtrigger_update_update_5ba02', table='events_itemmaterial', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='floorquestion',
                    constraint=models.UniqueConstraint(fields=('asker', 'key'), name='question_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='floorquestion',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_floorquestionevent" ("asked_at", "asker_id", "id", "item_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "state", "text") VALUES (NEW."asked_at", NEW."asker_id", NEW."id", NEW."item_id", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pitch_id", NEW."state", NEW."text"); RETURN NULL;', hash='fa31e1854982effe43641f8c63998b1a3e68d089', operation='INSERT', pgid='pgtrigger_insert_insert_14d8e', table='events_floorquestion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='floorquestion',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_floorquestionevent" ("asked_at", "asker_id", "id", "item_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "state", "text") VALUES (NEW."asked_at", NEW."asker_id", NEW."id", NEW."item_id", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pitch_id", NEW."state", NEW."text"); RETURN NULL;', hash='77c748f93e7ad1e1d9eddda2c79fe118bebb421a', operation='UPDATE', pgid='pgtrigger_update_update_f3577', table='events_floorquestion', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='programmeversion',
                    constraint=models.UniqueConstraint(fields=('session', 'number'), name='session_programme_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='questionanswer',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_questionanswerevent" ("asked", "id", "items", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "question_id", "state", "text", "written_at") VALUES (NEW."asked", NEW."id", NEW."items", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."question_id", NEW."state", NEW."text", NEW."written_at"); RETURN NULL;', hash='8234047aecbf549d6fb0c416eb9f907251bcc872', operation='INSERT', pgid='pgtrigger_insert_insert_4dd9d', table='events_questionanswer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='questionanswer',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_questionanswerevent" ("asked", "id", "items", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "question_id", "state", "text", "written_at") VALUES (NEW."asked", NEW."id", NEW."items", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."question_id", NEW."state", NEW."text", NEW."written_at"); RETURN NULL;', hash='f92581d2289e76196575fa7898494d9d3ef8afbc', operation='UPDATE', pgid='pgtrigger_update_update_f888a', table='events_questionanswer', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='registrationconsent',
                    constraint=models.UniqueConstraint(fields=('registration', 'document'), name='consent_once'),
                ),
                migrations.AddConstraint(
                    model_name='remarksheet',
                    constraint=models.UniqueConstraint(fields=('session', 'number'), name='remark_sheet_number'),
                ),
                migrations.AddConstraint(
                    model_name='remarksheet',
                    constraint=models.UniqueConstraint(condition=models.Q(('spare', False)), fields=('pitch', 'expert'), name='remark_sheet_once'),
                ),
                migrations.AddConstraint(
                    model_name='remarksheet',
                    constraint=models.CheckConstraint(condition=models.Q(('spare', True), models.Q(('expert__isnull', False), ('pitch__isnull', False)), _connector='OR'), name='remark_sheet_of_somebody'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='remarksheet',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_remarksheetevent" ("done_at", "expert_id", "id", "made_at", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "session_id", "spare") VALUES (NEW."done_at", NEW."expert_id", NEW."id", NEW."made_at", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pitch_id", NEW."session_id", NEW."spare"); RETURN NULL;', hash='3201405e094f50abb93e9a4c08b5de0e4c48accf', operation='INSERT', pgid='pgtrigger_insert_insert_bb65f', table='events_remarksheet', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='remarksheet',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_remarksheetevent" ("done_at", "expert_id", "id", "made_at", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "session_id", "spare") VALUES (NEW."done_at", NEW."expert_id", NEW."id", NEW."made_at", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pitch_id", NEW."session_id", NEW."spare"); RETURN NULL;', hash='4762827ca2a852d4b4bf1844302734483a43647a', operation='UPDATE', pgid='pgtrigger_update_update_ad669', table='events_remarksheet', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='seatquota',
                    constraint=models.UniqueConstraint(fields=('session', 'kind', 'region'), name='quota_once'),
                ),
                migrations.AddConstraint(
                    model_name='seatquota',
                    constraint=models.CheckConstraint(condition=models.Q(('kind', ''), ('region', ''), _negated=True), name='quota_of_something'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seatquota',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_seatquotaevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "region", "session_id") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."places", NEW."region", NEW."session_id"); RETURN NULL;', hash='417e6ccc0aedd9c21e1c466c05931192236c663f', operation='INSERT', pgid='pgtrigger_insert_insert_9dc68', table='events_seatquota', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seatquota',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_seatquotaevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "region", "session_id") VALUES (NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."places", NEW."region", NEW."session_id"); RETURN NULL;', hash='d01541f5b01fc237468a6bc290502febb54399a7', operation='UPDATE', pgid='pgtrigger_update_update_b40b8', table='events_seatquota', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='seminarpresence',
                    constraint=models.UniqueConstraint(fields=('item', 'registration'), name='present_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seminarquiz',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_seminarquizevent" ("id", "item_id", "made_at", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seed", "state") VALUES (NEW."id", NEW."item_id", NEW."made_at", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seed", NEW."state"); RETURN NULL;', hash='57c82b55774478756d971801252c50fbf944b584', operation='INSERT', pgid='pgtrigger_insert_insert_51f3a', table='events_seminarquiz', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='seminarquiz',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_seminarquizevent" ("id", "item_id", "made_at", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seed", "state") VALUES (NEW."id", NEW."item_id", NEW."made_at", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seed", NEW."state"); RETURN NULL;', hash='582e9edee40f4f9e0b429888a41230b8259e51a2', operation='UPDATE', pgid='pgtrigger_update_update_7c7ad', table='events_seminarquiz', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='quizquestion',
                    constraint=models.UniqueConstraint(fields=('quiz', 'number'), name='quiz_question_number'),
                ),
                migrations.AddConstraint(
                    model_name='quizpart',
                    constraint=models.UniqueConstraint(fields=('quiz', 'registration'), name='quiz_taken_once'),
                ),
                migrations.AddConstraint(
                    model_name='sessionfield',
                    constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('session', 'label_ru'), name='session_field_once'),
                ),
                migrations.AddConstraint(
                    model_name='sessionfield',
                    constraint=models.CheckConstraint(condition=models.Q(('personal', False), ('keep_days__isnull', False), _connector='OR'), name='personal_field_has_term'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sessionfield',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_sessionfieldevent" ("goes_to", "help_en", "help_ru", "id", "keep_days", "kind", "kinds", "label_en", "label_ru", "options", "order", "personal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "required", "retired_at", "session_id", "stage") VALUES (NEW."goes_to", NEW."help_en", NEW."help_ru", NEW."id", NEW."keep_days", NEW."kind", NEW."kinds", NEW."label_en", NEW."label_ru", NEW."options", NEW."order", NEW."personal", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."required", NEW."retired_at", NEW."session_id", NEW."stage"); RETURN NULL;', hash='812782b35bac7657bf925a7edd39b0dd56959bef', operation='INSERT', pgid='pgtrigger_insert_insert_ffd8c', table='events_sessionfield', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sessionfield',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_sessionfieldevent" ("goes_to", "help_en", "help_ru", "id", "keep_days", "kind", "kinds", "label_en", "label_ru", "options", "order", "personal", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "required", "retired_at", "session_id", "stage") VALUES (NEW."goes_to", NEW."help_en", NEW."help_ru", NEW."id", NEW."keep_days", NEW."kind", NEW."kinds", NEW."label_en", NEW."label_ru", NEW."options", NEW."order", NEW."personal", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."required", NEW."retired_at", NEW."session_id", NEW."stage"); RETURN NULL;', hash='e61fba71c7379a8eb642d0faf8a142f584efac5e', operation='UPDATE', pgid='pgtrigger_update_update_156d9', table='events_sessionfield', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='fieldanswer',
                    constraint=models.UniqueConstraint(fields=('registration', 'field'), name='answered_once'),
                ),
                migrations.AddConstraint(
                    model_name='sessioninvite',
                    constraint=models.UniqueConstraint(fields=('session', 'number'), name='session_invite_number'),
                ),
                migrations.AddConstraint(
                    model_name='sessioninvite',
                    constraint=models.UniqueConstraint(fields=('session', 'email'), name='session_invite_once'),
                ),
                migrations.AddConstraint(
                    model_name='sessionmailing',
                    constraint=models.UniqueConstraint(fields=('session', 'key'), name='session_mailing_once'),
                ),
                migrations.AddConstraint(
                    model_name='practicalsession',
                    constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='session_days'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='practicalsession',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_practicalsessionevent" ("about", "attendance", "capacity", "confirm_hours", "ends_on", "id", "is_demo", "map_url", "online_url", "ordinal", "pack", "papers_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "precision", "region", "registration_until", "selection_known_on", "selection_opens_on", "selection_quarter", "selection_year", "series_id", "slug", "starts_on", "state", "title", "zone") VALUES (NEW."about", NEW."attendance", NEW."capacity", NEW."confirm_hours", NEW."ends_on", NEW."id", NEW."is_demo", NEW."map_url", NEW."online_url", NEW."ordinal", NEW."pack", NEW."papers_until", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."precision", NEW."region", NEW."registration_until", NEW."selection_known_on", NEW."selection_opens_on", NEW."selection_quarter", NEW."selection_year", NEW."series_id", NEW."slug", NEW."starts_on", NEW."state", NEW."title", NEW."zone"); RETURN NULL;', hash='6cfe467e1e80c81e0108a0b5c3c6d4b8f7c6c68e', operation='INSERT', pgid='pgtrigger_insert_insert_46120', table='events_practicalsession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='practicalsession',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_practicalsessionevent" ("about", "attendance", "capacity", "confirm_hours", "ends_on", "id", "is_demo", "map_url", "online_url", "ordinal", "pack", "papers_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "precision", "region", "registration_until", "selection_known_on", "selection_opens_on", "selection_quarter", "selection_year", "series_id", "slug", "starts_on", "state", "title", "zone") VALUES (NEW."about", NEW."attendance", NEW."capacity", NEW."confirm_hours", NEW."ends_on", NEW."id", NEW."is_demo", NEW."map_url", NEW."online_url", NEW."ordinal", NEW."pack", NEW."papers_until", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."precision", NEW."region", NEW."registration_until", NEW."selection_known_on", NEW."selection_opens_on", NEW."selection_quarter", NEW."selection_year", NEW."series_id", NEW."slug", NEW."starts_on", NEW."state", NEW."title", NEW."zone"); RETURN NULL;', hash='2566a6def3101295d74d90da40e28dd53938d13e', operation='UPDATE', pgid='pgtrigger_update_update_aa60f', table='events_practicalsession', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='sessionspeaker',
                    constraint=models.UniqueConstraint(fields=('session', 'name'), name='speaker_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sessionspeaker',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_sessionspeakerevent" ("id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") VALUES (NEW."id", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id"); RETURN NULL;', hash='7e45e3e99ff003865d05c13dc203b118344ea6be', operation='INSERT', pgid='pgtrigger_insert_insert_4b8f6', table='events_sessionspeaker', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sessionspeaker',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_sessionspeakerevent" ("id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") VALUES (NEW."id", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id"); RETURN NULL;', hash='ebebadeeaad03910868870d844b4cff1676015d5', operation='UPDATE', pgid='pgtrigger_update_update_caa4b', table='events_sessionspeaker', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='programmeitem',
                    constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='item_times_in_order'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programmeitem',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_programmeitemevent" ("day", "end", "expected", "hall", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "speaker", "start", "title") VALUES (NEW."day", NEW."end", NEW."expected", NEW."hall", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."session_id", NEW."speaker", NEW."start", NEW."title"); RETURN NULL;', hash='661d172d88c27ecdd9d855c7652b1a0557dd33c7', operation='INSERT', pgid='pgtrigger_insert_insert_a8b0d', table='events_programmeitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='programmeitem',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_programmeitemevent" ("day", "end", "expected", "hall", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "speaker", "start", "title") VALUES (NEW."day", NEW."end", NEW."expected", NEW."hall", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."session_id", NEW."speaker", NEW."start", NEW."title"); RETURN NULL;', hash='d025d16890586d554631324d8568c76a8df7ae4c', operation='UPDATE', pgid='pgtrigger_update_update_c7c29', table='events_programmeitem', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='sessiontask',
                    constraint=models.UniqueConstraint(fields=('session', 'number'), name='session_task_number'),
                ),
                migrations.AddConstraint(
                    model_name='sessiontask',
                    constraint=models.CheckConstraint(condition=models.Q(('done_at', None), models.Q(('answer', ''), _negated=True), _connector='OR'), name='session_task_done_with_answer'),
                ),
                migrations.AddConstraint(
                    model_name='sheetscan',
                    constraint=models.UniqueConstraint(fields=('session', 'sha256'), name='sheet_scan_once'),
                ),
                migrations.AddConstraint(
                    model_name='sheetpage',
                    constraint=models.UniqueConstraint(fields=('session', 'mark'), name='sheet_page_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sheetpage',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_sheetpageevent" ("aside_at", "by_hand", "id", "mark", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan_id", "session_id", "sheet_id") VALUES (NEW."aside_at", NEW."by_hand", NEW."id", NEW."mark", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scan_id", NEW."session_id", NEW."sheet_id"); RETURN NULL;', hash='303e446da9aedb4d8bce41b503d082fba07fe791', operation='INSERT', pgid='pgtrigger_insert_insert_93d81', table='events_sheetpage', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sheetpage',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_sheetpageevent" ("aside_at", "by_hand", "id", "mark", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan_id", "session_id", "sheet_id") VALUES (NEW."aside_at", NEW."by_hand", NEW."id", NEW."mark", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scan_id", NEW."session_id", NEW."sheet_id"); RETURN NULL;', hash='dc4946f86ead32b105f8bab5e540d37e0036c4d8', operation='UPDATE', pgid='pgtrigger_update_update_3c077', table='events_sheetpage', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='speakerabsence',
                    constraint=models.UniqueConstraint(fields=('speaker', 'day', 'start', 'end'), name='absence_once'),
                ),
                migrations.AddConstraint(
                    model_name='speakerabsence',
                    constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='absence_in_order'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='speakerabsence',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_speakerabsenceevent" ("day", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id", "start") VALUES (NEW."day", NEW."end", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."speaker_id", NEW."start"); RETURN NULL;', hash='fd35e10e20481b9a8d6f8a3d04cdcb28410af50f', operation='INSERT', pgid='pgtrigger_insert_insert_cee72', table='events_speakerabsence', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='speakerabsence',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_speakerabsenceevent" ("day", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id", "start") VALUES (NEW."day", NEW."end", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."speaker_id", NEW."start"); RETURN NULL;', hash='d8bc49c1ff8a39ac02092333da6e37646e2894bb', operation='UPDATE', pgid='pgtrigger_update_update_cd288', table='events_speakerabsence', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visit',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_visitevent" ("briefing", "bus", "capacity", "host_id", "id", "item_id", "meeting_point", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "travel") VALUES (NEW."briefing", NEW."bus", NEW."capacity", NEW."host_id", NEW."id", NEW."item_id", NEW."meeting_point", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."subject", NEW."travel"); RETURN NULL;', hash='99d3b7bf1741e2ece70d8da2fa0cf80b749cf1e3', operation='INSERT', pgid='pgtrigger_insert_insert_48e2c', table='events_visit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visit',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_visitevent" ("briefing", "bus", "capacity", "host_id", "id", "item_id", "meeting_point", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "travel") VALUES (NEW."briefing", NEW."bus", NEW."capacity", NEW."host_id", NEW."id", NEW."item_id", NEW."meeting_point", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."subject", NEW."travel"); RETURN NULL;', hash='df1dc5a51bc2b66a0cf70c9e11bce84ed4bb8aed', operation='UPDATE', pgid='pgtrigger_update_update_2cd18', table='events_visit', when='AFTER')),
                ),
                migrations.AddIndex(
                    model_name='registration',
                    index=models.Index(fields=['session', 'state'], name='registration_state'),
                ),
                migrations.AddConstraint(
                    model_name='registration',
                    constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'waiting', 'confirmed', 'checked_in'))), fields=('session', 'person'), name='registered_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='registration',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_registrationevent" ("asked_until", "checked_in_at", "cluster_id", "id", "kind", "organisation_id", "organisation_name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queued_at", "region", "registered_at", "revision", "session_id", "state", "successor_id", "token_hash", "visit_id") VALUES (NEW."asked_until", NEW."checked_in_at", NEW."cluster_id", NEW."id", NEW."kind", NEW."organisation_id", NEW."organisation_name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."queued_at", NEW."region", NEW."registered_at", NEW."revision", NEW."session_id", NEW."state", NEW."successor_id", NEW."token_hash", NEW."visit_id"); RETURN NULL;', hash='38bd3d1c1cbdf98b3700e0f91e58ede901b13e6f', operation='INSERT', pgid='pgtrigger_insert_insert_c84d7', table='events_registration', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='registration',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_registrationevent" ("asked_until", "checked_in_at", "cluster_id", "id", "kind", "organisation_id", "organisation_name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queued_at", "region", "registered_at", "revision", "session_id", "state", "successor_id", "token_hash", "visit_id") VALUES (NEW."asked_until", NEW."checked_in_at", NEW."cluster_id", NEW."id", NEW."kind", NEW."organisation_id", NEW."organisation_name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."queued_at", NEW."region", NEW."registered_at", NEW."revision", NEW."session_id", NEW."state", NEW."successor_id", NEW."token_hash", NEW."visit_id"); RETURN NULL;', hash='9776cea51d1ee1fb0ddafd9c8715462fc7056aed', operation='UPDATE', pgid='pgtrigger_update_update_87442', table='events_registration', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='visitapproval',
                    constraint=models.UniqueConstraint(fields=('visit', 'registration'), name='visitor_answered_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visitapproval',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_visitapprovalevent" ("answer", "answered_at", "answered_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "visit_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."registration_id", NEW."visit_id"); RETURN NULL;', hash='ccd969598c258e4fd1354b3ac65871544629f782', operation='INSERT', pgid='pgtrigger_insert_insert_e2229', table='events_visitapproval', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visitapproval',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_visitapprovalevent" ("answer", "answered_at", "answered_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registration_id", "visit_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registration_id", NEW."visit_id"); RETURN NULL;', hash='fbc633b1ee3dac1ffb6bdc5f0825355ed9925823', operation='UPDATE', pgid='pgtrigger_update_update_0a45e', table='events_visitapproval', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visitdesk',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "events_visitdeskevent" ("answers_until", "id", "keep_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "session_id", "wishes_until") VALUES (NEW."answers_until", NEW."id", NEW."keep_days", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."result", NEW."session_id", NEW."wishes_until"); RETURN NULL;', hash='c48a8e358befef35651447a72be5e9919d345bdf', operation='INSERT', pgid='pgtrigger_insert_insert_9e4f2', table='events_visitdesk', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='visitdesk',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "events_visitdeskevent" ("answers_until", "id", "keep_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "session_id", "wishes_until") VALUES (NEW."answers_until", NEW."id", NEW."keep_days", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."result", NEW."session_id", NEW."wishes_until"); RETURN NULL;', hash='00ef787e5ec4b3eb587d752618eec84074316ec5', operation='UPDATE', pgid='pgtrigger_update_update_df94c', table='events_visitdesk', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='visitwish',
                    constraint=models.UniqueConstraint(fields=('registration', 'rank'), name='wish_rank_once'),
                ),
                migrations.AddConstraint(
                    model_name='visitwish',
                    constraint=models.UniqueConstraint(fields=('registration', 'visit'), name='wish_visit_once'),
                ),
            ],
        ),
    ]
