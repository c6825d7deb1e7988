import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import svetovod.web.common.schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('commission', '0001_schema'), ('commission', '0002_consents_outdated')]

    initial = True

    dependencies = [
        ('accounts', '0001_release_1_0'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('selection', '0001_release_1_0'),
    ]

    operations = [
        svetovod.web.common.schema.Together(
            operations=[
                migrations.CreateModel(
                    name='Amendment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('signed_on', models.DateField()),
                        ('reason', models.TextField()),
                        ('years', models.JSONField(default=dict)),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='ClawbackClaim',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('ground', models.TextField()),
                        ('asked_on', models.DateField()),
                        ('due_on', models.DateField()),
                        ('state', models.CharField(choices=[('asked', 'asked back'), ('returned', 'given back'), ('dropped', 'no longer asked')], default='asked', max_length=10)),
                        ('returned_on', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='AgendaItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('ranking', 'the ranking and the money'), ('application', 'a decision that differs from the ranking'), ('other', 'another question')], default='other', max_length=12)),
                        ('title', models.CharField(max_length=300)),
                        ('proposal', models.TextField(blank=True)),
                        ('secret', models.BooleanField(default=False)),
                        ('outcome', models.CharField(blank=True, max_length=10)),
                        ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('ground', models.TextField(blank=True)),
                        ('state', models.CharField(choices=[('waiting', 'not voted yet'), ('voting', 'being voted'), ('accepted', 'accepted'), ('rejected', 'not accepted')], default='waiting', max_length=10)),
                        ('opened_at', models.DateTimeField(blank=True, null=True)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('count', models.JSONField(blank=True, default=dict)),
                        ('minutes', models.TextField(blank=True)),
                        ('application', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.application')),
                    ],
                    options={
                        'ordering': ['position', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='Appeal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('text', models.TextField()),
                        ('asked', models.TextField(blank=True)),
                        ('filed_at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('filed', 'filed'), ('considered', 'being considered'), ('upheld', 'upheld'), ('rejected', 'not upheld')], default='filed', max_length=12)),
                        ('decide_until', models.DateTimeField(blank=True, null=True)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('decision', models.TextField(blank=True)),
                        ('set_aside', models.JSONField(blank=True, default=list)),
                        ('corrected', models.JSONField(blank=True, default=list)),
                        ('after', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.rankingrun')),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='selection.application')),
                        ('before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.rankingrun')),
                        ('filed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='AppealEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveSmallIntegerField()),
                        ('text', models.TextField()),
                        ('asked', models.TextField(blank=True)),
                        ('filed_at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('filed', 'filed'), ('considered', 'being considered'), ('upheld', 'upheld'), ('rejected', 'not upheld')], default='filed', max_length=12)),
                        ('decide_until', models.DateTimeField(blank=True, null=True)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('decision', models.TextField(blank=True)),
                        ('set_aside', models.JSONField(blank=True, default=list)),
                        ('corrected', models.JSONField(blank=True, default=list)),
                        ('after', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='selection.rankingrun')),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='selection.application')),
                        ('before', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='selection.rankingrun')),
                        ('filed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.appeal')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AppealJudge',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('left_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeal_judges', to='selection.selectionround')),
                    ],
                ),
                migrations.CreateModel(
                    name='AppealJudgeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('left_at', models.DateTimeField(blank=True, null=True)),
                        ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.appealjudge')),
                        ('round', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='selection.selectionround')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='AppealVote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uphold', models.BooleanField()),
                        ('ground', models.TextField()),
                        ('cast_at', models.DateTimeField()),
                        ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='commission.appeal')),
                        ('judge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commission.appealjudge')),
                    ],
                ),
                migrations.CreateModel(
                    name='AppealVoteEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('uphold', models.BooleanField()),
                        ('ground', models.TextField()),
                        ('cast_at', models.DateTimeField()),
                        ('appeal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.appeal')),
                        ('judge', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.appealjudge')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.appealvote')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Attendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('presence', models.CharField(choices=[('present', 'in the room'), ('remote', 'by video'), ('absent', 'absent')], max_length=8)),
                        ('note', models.CharField(blank=True, max_length=300)),
                        ('marked_at', models.DateTimeField()),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.seat')),
                        ('stands_for', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.seat')),
                    ],
                ),
                migrations.CreateModel(
                    name='AwardOffer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('reserve', models.BooleanField(default=False)),
                        ('state', models.CharField(choices=[('asked', 'asked, no answer yet'), ('accepted', 'accepted'), ('declined', 'declined'), ('expired', 'not answered in time'), ('outdated', 'no longer holds: the sum is another one')], default='asked', max_length=10)),
                        ('asked_at', models.DateTimeField()),
                        ('until', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('reason', models.TextField(blank=True)),
                        ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='award_offers', to='selection.application')),
                        ('instead', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='commission.awardoffer')),
                    ],
                    options={
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='AwardOfferEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('reserve', models.BooleanField(default=False)),
                        ('state', models.CharField(choices=[('asked', 'asked, no answer yet'), ('accepted', 'accepted'), ('declined', 'declined'), ('expired', 'not answered in time'), ('outdated', 'no longer holds: the sum is another one')], default='asked', max_length=10)),
                        ('asked_at', models.DateTimeField()),
                        ('until', models.DateTimeField()),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('reason', models.TextField(blank=True)),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='selection.application')),
                        ('instead', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.awardoffer')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.awardoffer')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Ballot',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('choice', models.CharField(choices=[('for', 'for'), ('against', 'against'), ('abstain', 'abstained'), ('recused', 'withdrew, not counted')], max_length=8)),
                        ('opinion', models.TextField(blank=True)),
                        ('cast_at', models.DateTimeField()),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='commission.agendaitem')),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.seat')),
                    ],
                ),
                migrations.CreateModel(
                    name='BallotEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('choice', models.CharField(choices=[('for', 'for'), ('against', 'against'), ('abstain', 'abstained'), ('recused', 'withdrew, not counted')], max_length=8)),
                        ('opinion', models.TextField(blank=True)),
                        ('cast_at', models.DateTimeField()),
                        ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.agendaitem')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.ballot')),
                        ('seat', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='selection.seat')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='GrantAgreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.CharField(max_length=80)),
                        ('signed_on', models.DateField()),
                        ('purpose', models.TextField(blank=True)),
                        ('budget_code', models.CharField(blank=True, max_length=40)),
                        ('result', models.CharField(blank=True, max_length=300)),
                        ('result_on', models.DateField(blank=True, null=True)),
                        ('account', models.CharField(blank=True, max_length=20)),
                        ('years', models.JSONField(default=dict)),
                        ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agreement', to='selection.application')),
                    ],
                ),
                migrations.CreateModel(
                    name='ClawbackClaimEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('ground', models.TextField()),
                        ('asked_on', models.DateField()),
                        ('due_on', models.DateField()),
                        ('state', models.CharField(choices=[('asked', 'asked back'), ('returned', 'given back'), ('dropped', 'no longer asked')], default='asked', max_length=10)),
                        ('returned_on', models.DateField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.clawbackclaim')),
                        ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.grantagreement')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='clawbackclaim',
                    name='agreement',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clawbacks', to='commission.grantagreement'),
                ),
                migrations.CreateModel(
                    name='AmendmentEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveSmallIntegerField()),
                        ('signed_on', models.DateField()),
                        ('reason', models.TextField()),
                        ('years', models.JSONField(default=dict)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.amendment')),
                        ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.grantagreement')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='amendment',
                    name='agreement',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='commission.grantagreement'),
                ),
                migrations.CreateModel(
                    name='GrantAgreementEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.CharField(max_length=80)),
                        ('signed_on', models.DateField()),
                        ('purpose', models.TextField(blank=True)),
                        ('budget_code', models.CharField(blank=True, max_length=40)),
                        ('result', models.CharField(blank=True, max_length=300)),
                        ('result_on', models.DateField(blank=True, null=True)),
                        ('account', models.CharField(blank=True, max_length=20)),
                        ('years', models.JSONField(default=dict)),
                        ('application', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='selection.application')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.grantagreement')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PaperTemplate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=20)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('made_at', models.DateTimeField()),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='paper_templates', to='selection.selectionround')),
                    ],
                    options={
                        'ordering': ['kind', 'number'],
                    },
                ),
                migrations.CreateModel(
                    name='PaymentClaim',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('year', models.PositiveSmallIntegerField()),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('evidence', models.TextField()),
                        ('state', models.CharField(choices=[('filed', 'filed'), ('paid', 'paid'), ('returned', 'returned')], default='filed', max_length=10)),
                        ('filed_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('reason', models.TextField(blank=True)),
                        ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='commission.grantagreement')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='PaymentClaimEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveSmallIntegerField()),
                        ('year', models.PositiveSmallIntegerField()),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=18)),
                        ('evidence', models.TextField()),
                        ('state', models.CharField(choices=[('filed', 'filed'), ('paid', 'paid'), ('returned', 'returned')], default='filed', max_length=10)),
                        ('filed_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('reason', models.TextField(blank=True)),
                        ('agreement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.grantagreement')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.paymentclaim')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SecretTally',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('choice', models.CharField(choices=[('for', 'for'), ('against', 'against'), ('abstain', 'abstained'), ('recused', 'withdrew, not counted')], max_length=8)),
                        ('votes', models.PositiveSmallIntegerField(default=0)),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='commission.agendaitem')),
                    ],
                ),
                migrations.CreateModel(
                    name='SecretVoter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voters', to='commission.agendaitem')),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.seat')),
                    ],
                ),
                migrations.CreateModel(
                    name='Sitting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('form', models.CharField(choices=[('in_person', 'in person'), ('video', 'by video'), ('absentia', 'in absentia, by ballot')], default='in_person', max_length=10)),
                        ('starts_at', models.DateTimeField()),
                        ('ballot_until', models.DateTimeField(blank=True, null=True)),
                        ('place', models.CharField(blank=True, max_length=300)),
                        ('casting', models.BooleanField(default=True)),
                        ('state', models.CharField(choices=[('planned', 'planned'), ('running', 'in session'), ('closed', 'closed'), ('cancelled', 'cancelled')], default='planned', max_length=10)),
                        ('opened_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('minutes', models.TextField(blank=True)),
                        ('presides', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.seat')),
                        ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sittings', to='selection.selectionround')),
                    ],
                    options={
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='AttendanceEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('presence', models.CharField(choices=[('present', 'in the room'), ('remote', 'by video'), ('absent', 'absent')], max_length=8)),
                        ('note', models.CharField(blank=True, max_length=300)),
                        ('marked_at', models.DateTimeField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.attendance')),
                        ('seat', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='selection.seat')),
                        ('stands_for', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='selection.seat')),
                        ('sitting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.sitting')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='attendance',
                    name='sitting',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='commission.sitting'),
                ),
                migrations.CreateModel(
                    name='AgendaItemEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('ranking', 'the ranking and the money'), ('application', 'a decision that differs from the ranking'), ('other', 'another question')], default='other', max_length=12)),
                        ('title', models.CharField(max_length=300)),
                        ('proposal', models.TextField(blank=True)),
                        ('secret', models.BooleanField(default=False)),
                        ('outcome', models.CharField(blank=True, max_length=10)),
                        ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)),
                        ('ground', models.TextField(blank=True)),
                        ('state', models.CharField(choices=[('waiting', 'not voted yet'), ('voting', 'being voted'), ('accepted', 'accepted'), ('rejected', 'not accepted')], default='waiting', max_length=10)),
                        ('opened_at', models.DateTimeField(blank=True, null=True)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('count', models.JSONField(blank=True, default=dict)),
                        ('minutes', models.TextField(blank=True)),
                        ('application', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='selection.application')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.agendaitem')),
                        ('sitting', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.sitting')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='agendaitem',
                    name='sitting',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='commission.sitting'),
                ),
                migrations.CreateModel(
                    name='SittingEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('number', models.PositiveSmallIntegerField()),
                        ('form', models.CharField(choices=[('in_person', 'in person'), ('video', 'by video'), ('absentia', 'in absentia, by ballot')], default='in_person', max_length=10)),
                        ('starts_at', models.DateTimeField()),
                        ('ballot_until', models.DateTimeField(blank=True, null=True)),
                        ('place', models.CharField(blank=True, max_length=300)),
                        ('casting', models.BooleanField(default=True)),
                        ('state', models.CharField(choices=[('planned', 'planned'), ('running', 'in session'), ('closed', 'closed'), ('cancelled', 'cancelled')], default='planned', max_length=10)),
                        ('opened_at', models.DateTimeField(blank=True, null=True)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('minutes', models.TextField(blank=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.sitting')),
                        ('presides', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='selection.seat')),
                        ('round', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='selection.selectionround')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Withdrawal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ground', models.CharField(max_length=500)),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='withdrawals', to='commission.agendaitem')),
                        ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='selection.seat')),
                    ],
                ),
                migrations.CreateModel(
                    name='WithdrawalEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('ground', models.CharField(max_length=500)),
                        ('item', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='commission.agendaitem')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='commission.withdrawal')),
                        ('seat', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='selection.seat')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddConstraint(
                    model_name='appeal',
                    constraint=models.UniqueConstraint(fields=('application', 'number'), name='appeal_number'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='appeal',
                    trigger=pgtrigger.compiler.Trigger(name='decided_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN ((OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."set_aside" IS DISTINCT FROM (NEW."set_aside") OR OLD."corrected" IS DISTINCT FROM (NEW."corrected") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."filed_at" IS DISTINCT FROM (NEW."filed_at")) AND OLD."state" IN (\'upheld\', \'rejected\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='999f28852b1266f7be2444e5da420281ba95e273', operation='UPDATE', pgid='pgtrigger_decided_frozen_50701', table='commission_appeal', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='appeal',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_appealevent" ("after_id", "application_id", "asked", "before_id", "corrected", "decide_until", "decided_at", "decision", "filed_at", "filed_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_aside", "state", "text") VALUES (NEW."after_id", NEW."application_id", NEW."asked", NEW."before_id", NEW."corrected", NEW."decide_until", NEW."decided_at", NEW."decision", NEW."filed_at", NEW."filed_by_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."set_aside", NEW."state", NEW."text"); RETURN NULL;', hash='2f6fc53a958aed80202e9ad63e188aa310602d2e', operation='INSERT', pgid='pgtrigger_insert_insert_32deb', table='commission_appeal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='appeal',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_appealevent" ("after_id", "application_id", "asked", "before_id", "corrected", "decide_until", "decided_at", "decision", "filed_at", "filed_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_aside", "state", "text") VALUES (NEW."after_id", NEW."application_id", NEW."asked", NEW."before_id", NEW."corrected", NEW."decide_until", NEW."decided_at", NEW."decision", NEW."filed_at", NEW."filed_by_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."set_aside", NEW."state", NEW."text"); RETURN NULL;', hash='5b9d3b1ca4f6dbc627882e42b49fa635dfd37bbf', operation='UPDATE', pgid='pgtrigger_update_update_df94d', table='commission_appeal', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='appealjudge',
                    constraint=models.UniqueConstraint(fields=('round', 'person'), name='appeal_judge_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='appealjudge',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_appealjudgeevent" ("id", "left_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (NEW."id", NEW."left_at", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."round_id"); RETURN NULL;', hash='349f32c8a4d438ed6e92eb693b0d2ee1651e5b1a', operation='INSERT', pgid='pgtrigger_insert_insert_890ba', table='commission_appealjudge', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='appealjudge',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_appealjudgeevent" ("id", "left_at", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id") VALUES (NEW."id", NEW."left_at", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."round_id"); RETURN NULL;', hash='9f5d9a66787a6f6328789ec2e70abd5b4bd2f919', operation='UPDATE', pgid='pgtrigger_update_update_b2a40', table='commission_appealjudge', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='appealvote',
                    constraint=models.UniqueConstraint(fields=('appeal', 'judge'), name='appeal_vote_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='appealvote',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_appealvoteevent" ("appeal_id", "cast_at", "ground", "id", "judge_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uphold") VALUES (NEW."appeal_id", NEW."cast_at", NEW."ground", NEW."id", NEW."judge_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."uphold"); RETURN NULL;', hash='8dcc48cdcffe2395ce6e311b1a601db1a416350b', operation='INSERT', pgid='pgtrigger_insert_insert_cda8a', table='commission_appealvote', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='appealvote',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_appealvoteevent" ("appeal_id", "cast_at", "ground", "id", "judge_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uphold") VALUES (NEW."appeal_id", NEW."cast_at", NEW."ground", NEW."id", NEW."judge_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."uphold"); RETURN NULL;', hash='7830b2548151c727d8ae0462d5770d7084677c5f', operation='UPDATE', pgid='pgtrigger_update_update_60afe', table='commission_appealvote', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='awardoffer',
                    constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='award_offer_amount'),
                ),
                migrations.AddConstraint(
                    model_name='awardoffer',
                    constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'accepted'])), fields=('application',), name='award_offer_one'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='awardoffer',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_awardofferevent" ("amount", "answered_at", "application_id", "asked_at", "id", "instead_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reserve", "state", "until") VALUES (NEW."amount", NEW."answered_at", NEW."application_id", NEW."asked_at", NEW."id", NEW."instead_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."reserve", NEW."state", NEW."until"); RETURN NULL;', hash='7ce7c6078acbdb8170b19370473e3574403fbafd', operation='INSERT', pgid='pgtrigger_insert_insert_07506', table='commission_awardoffer', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='awardoffer',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_awardofferevent" ("amount", "answered_at", "application_id", "asked_at", "id", "instead_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reserve", "state", "until") VALUES (NEW."amount", NEW."answered_at", NEW."application_id", NEW."asked_at", NEW."id", NEW."instead_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."reserve", NEW."state", NEW."until"); RETURN NULL;', hash='d01288f62addab7e88e324772312bf1852a0f0eb', operation='UPDATE', pgid='pgtrigger_update_update_d4a1d', table='commission_awardoffer', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='ballot',
                    constraint=models.UniqueConstraint(fields=('item', 'seat'), name='ballot_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ballot',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_ballotevent" ("cast_at", "choice", "id", "item_id", "opinion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id") VALUES (NEW."cast_at", NEW."choice", NEW."id", NEW."item_id", NEW."opinion", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seat_id"); RETURN NULL;', hash='2cb798f2e175e748a7af80c34b0eea505eafbeba', operation='INSERT', pgid='pgtrigger_insert_insert_2d6be', table='commission_ballot', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='ballot',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_ballotevent" ("cast_at", "choice", "id", "item_id", "opinion", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id") VALUES (NEW."cast_at", NEW."choice", NEW."id", NEW."item_id", NEW."opinion", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seat_id"); RETURN NULL;', hash='9ef19072313a5f5db8695eb89d2ec65c207d5506', operation='UPDATE', pgid='pgtrigger_update_update_a92a5', table='commission_ballot', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grantagreement',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_grantagreementevent" ("account", "application_id", "budget_code", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "result", "result_on", "signed_on", "years") VALUES (NEW."account", NEW."application_id", NEW."budget_code", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."result", NEW."result_on", NEW."signed_on", NEW."years"); RETURN NULL;', hash='70f99ca209d2a1144749e13acf6d98d544383018', operation='INSERT', pgid='pgtrigger_insert_insert_6732b', table='commission_grantagreement', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='grantagreement',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_grantagreementevent" ("account", "application_id", "budget_code", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "result", "result_on", "signed_on", "years") VALUES (NEW."account", NEW."application_id", NEW."budget_code", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."result", NEW."result_on", NEW."signed_on", NEW."years"); RETURN NULL;', hash='934413458ccfd8758a1807abc7f2b299c5712812', operation='UPDATE', pgid='pgtrigger_update_update_ab098', table='commission_grantagreement', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='clawbackclaim',
                    constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='clawback_amount'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='clawbackclaim',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_clawbackclaimevent" ("agreement_id", "amount", "asked_on", "due_on", "ground", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_on", "state") VALUES (NEW."agreement_id", NEW."amount", NEW."asked_on", NEW."due_on", NEW."ground", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."returned_on", NEW."state"); RETURN NULL;', hash='3a359e3bcc9fa02351ebc66ccb205c16f465eb89', operation='INSERT', pgid='pgtrigger_insert_insert_19cf6', table='commission_clawbackclaim', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='clawbackclaim',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_clawbackclaimevent" ("agreement_id", "amount", "asked_on", "due_on", "ground", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returned_on", "state") VALUES (NEW."agreement_id", NEW."amount", NEW."asked_on", NEW."due_on", NEW."ground", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."returned_on", NEW."state"); RETURN NULL;', hash='13ce627df21c8021299cc6b700416d87992a845a', operation='UPDATE', pgid='pgtrigger_update_update_e815f', table='commission_clawbackclaim', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='amendment',
                    constraint=models.UniqueConstraint(fields=('agreement', 'number'), name='amendment_number'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='amendment',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_amendmentevent" ("agreement_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_on", "years") VALUES (NEW."agreement_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."signed_on", NEW."years"); RETURN NULL;', hash='ad3db9ef345c3f7b08c99cfd3b34696176b3c64a', operation='INSERT', pgid='pgtrigger_insert_insert_a99fe', table='commission_amendment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='amendment',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_amendmentevent" ("agreement_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "signed_on", "years") VALUES (NEW."agreement_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."signed_on", NEW."years"); RETURN NULL;', hash='9ac9f97029560878308c25d1c50c72a2c91d7421', operation='UPDATE', pgid='pgtrigger_update_update_9f21d', table='commission_amendment', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='papertemplate',
                    constraint=models.UniqueConstraint(fields=('round', 'kind', 'number'), name='paper_template_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='papertemplate',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='63ae60d51641cffa6652e12a3d37842e93a0feb4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d3fbe', table='commission_papertemplate', when='BEFORE')),
                ),
                migrations.AddConstraint(
                    model_name='paymentclaim',
                    constraint=models.UniqueConstraint(fields=('agreement', 'number'), name='claim_number'),
                ),
                migrations.AddConstraint(
                    model_name='paymentclaim',
                    constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='claim_amount'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentclaim',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_paymentclaimevent" ("agreement_id", "amount", "decided_at", "evidence", "filed_at", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "year") VALUES (NEW."agreement_id", NEW."amount", NEW."decided_at", NEW."evidence", NEW."filed_at", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."state", NEW."year"); RETURN NULL;', hash='5ccfc95b1dd340eb0852b2d41788ff564300b447', operation='INSERT', pgid='pgtrigger_insert_insert_764fe', table='commission_paymentclaim', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentclaim',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_paymentclaimevent" ("agreement_id", "amount", "decided_at", "evidence", "filed_at", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "year") VALUES (NEW."agreement_id", NEW."amount", NEW."decided_at", NEW."evidence", NEW."filed_at", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."state", NEW."year"); RETURN NULL;', hash='0010818aec9f700eaf13e6fb6c312bff5e023614', operation='UPDATE', pgid='pgtrigger_update_update_f65b7', table='commission_paymentclaim', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='secrettally',
                    constraint=models.UniqueConstraint(fields=('item', 'choice'), name='secret_tally_once'),
                ),
                migrations.AddConstraint(
                    model_name='secretvoter',
                    constraint=models.UniqueConstraint(fields=('item', 'seat'), name='secret_voter_once'),
                ),
                migrations.AddConstraint(
                    model_name='sitting',
                    constraint=models.UniqueConstraint(fields=('round', 'number'), name='sitting_number'),
                ),
                migrations.AddConstraint(
                    model_name='sitting',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('form', 'absentia'), _negated=True), ('ballot_until__isnull', False), _connector='OR'), name='sitting_ballot_term'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sitting',
                    trigger=pgtrigger.compiler.Trigger(name='closed_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IN (\'closed\', \'cancelled\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='27016112ee20af840d06cae1778d93dbf91c71f3', operation='UPDATE OR DELETE', pgid='pgtrigger_closed_frozen_3ed2d', table='commission_sitting', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sitting',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_sittingevent" ("ballot_until", "casting", "closed_at", "form", "id", "minutes", "number", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "presides_id", "round_id", "starts_at", "state") VALUES (NEW."ballot_until", NEW."casting", NEW."closed_at", NEW."form", NEW."id", NEW."minutes", NEW."number", NEW."opened_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."presides_id", NEW."round_id", NEW."starts_at", NEW."state"); RETURN NULL;', hash='80bf327ce9f7f762582939637628dc116fd275c7', operation='INSERT', pgid='pgtrigger_insert_insert_35a07', table='commission_sitting', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sitting',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_sittingevent" ("ballot_until", "casting", "closed_at", "form", "id", "minutes", "number", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "presides_id", "round_id", "starts_at", "state") VALUES (NEW."ballot_until", NEW."casting", NEW."closed_at", NEW."form", NEW."id", NEW."minutes", NEW."number", NEW."opened_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."presides_id", NEW."round_id", NEW."starts_at", NEW."state"); RETURN NULL;', hash='8a8080874e1289eabb5b4670aa53eb86045a3078', operation='UPDATE', pgid='pgtrigger_update_update_f7114', table='commission_sitting', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='attendance',
                    constraint=models.UniqueConstraint(fields=('sitting', 'seat'), name='attendance_once'),
                ),
                migrations.AddConstraint(
                    model_name='attendance',
                    constraint=models.UniqueConstraint(condition=models.Q(('stands_for__isnull', False)), fields=('sitting', 'stands_for'), name='attendance_stands_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendance',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_attendanceevent" ("id", "marked_at", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "seat_id", "sitting_id", "stands_for_id") VALUES (NEW."id", NEW."marked_at", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presence", NEW."seat_id", NEW."sitting_id", NEW."stands_for_id"); RETURN NULL;', hash='5ec050d943955c4b9a9453a2c7a195308016827f', operation='INSERT', pgid='pgtrigger_insert_insert_6f4cf', table='commission_attendance', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='attendance',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_attendanceevent" ("id", "marked_at", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "seat_id", "sitting_id", "stands_for_id") VALUES (NEW."id", NEW."marked_at", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presence", NEW."seat_id", NEW."sitting_id", NEW."stands_for_id"); RETURN NULL;', hash='be71c52a2e0bcda45f1cee5b11fd99d7e2670c73', operation='UPDATE', pgid='pgtrigger_update_update_b0148', table='commission_attendance', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='agendaitem',
                    constraint=models.UniqueConstraint(fields=('sitting', 'position'), name='item_position'),
                ),
                migrations.AddConstraint(
                    model_name='agendaitem',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'application'), _negated=True), models.Q(('application__isnull', False), models.Q(('outcome', ''), _negated=True), models.Q(('ground', ''), _negated=True)), _connector='OR'), name='item_ground'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agendaitem',
                    trigger=pgtrigger.compiler.Trigger(name='decided_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."state" IN (\'accepted\', \'rejected\'))', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ced698d55036e57e6501fb92992048c79009336f', operation='UPDATE OR DELETE', pgid='pgtrigger_decided_frozen_6e2b2', table='commission_agendaitem', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agendaitem',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_agendaitemevent" ("amount", "application_id", "count", "decided_at", "ground", "id", "kind", "minutes", "opened_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "proposal", "secret", "sitting_id", "state", "title") VALUES (NEW."amount", NEW."application_id", NEW."count", NEW."decided_at", NEW."ground", NEW."id", NEW."kind", NEW."minutes", NEW."opened_at", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."proposal", NEW."secret", NEW."sitting_id", NEW."state", NEW."title"); RETURN NULL;', hash='a7a5a84c302dfe37dd7044857721a8b06b454e4b', operation='INSERT', pgid='pgtrigger_insert_insert_5bf31', table='commission_agendaitem', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='agendaitem',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_agendaitemevent" ("amount", "application_id", "count", "decided_at", "ground", "id", "kind", "minutes", "opened_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "proposal", "secret", "sitting_id", "state", "title") VALUES (NEW."amount", NEW."application_id", NEW."count", NEW."decided_at", NEW."ground", NEW."id", NEW."kind", NEW."minutes", NEW."opened_at", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."proposal", NEW."secret", NEW."sitting_id", NEW."state", NEW."title"); RETURN NULL;', hash='ad3ddc44a33d0eb4fa23d5615cbd88200624222a', operation='UPDATE', pgid='pgtrigger_update_update_2c581', table='commission_agendaitem', when='AFTER')),
                ),
                migrations.AddConstraint(
                    model_name='withdrawal',
                    constraint=models.UniqueConstraint(fields=('item', 'seat'), name='withdrawal_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='withdrawal',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "commission_withdrawalevent" ("ground", "id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id") VALUES (NEW."ground", NEW."id", NEW."item_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seat_id"); RETURN NULL;', hash='7ea456f995963caf1804cbbe901af35c816feaf3', operation='INSERT', pgid='pgtrigger_insert_insert_208b8', table='commission_withdrawal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='withdrawal',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "commission_withdrawalevent" ("ground", "id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id") VALUES (NEW."ground", NEW."id", NEW."item_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seat_id"); RETURN NULL;', hash='17e45358cee6aacb8d2ba77a794a19c210fec039', operation='UPDATE', pgid='pgtrigger_update_update_f164f', table='commission_withdrawal', when='AFTER')),
                ),
            ],
        ),
    ]
