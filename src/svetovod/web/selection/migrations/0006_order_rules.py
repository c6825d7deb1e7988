import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from svetovod.web.common.schema import Together


class Migration(migrations.Migration):

    dependencies = [
        ('selection', '0005_key_kept'),
    ]

    operations = [
        Together([
            pgtrigger.migrations.RemoveTrigger(
                model_name='criterion',
                name='insert_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='criterion',
                name='update_update',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='selectionround',
                name='announced_frozen',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='selectionround',
                name='insert_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='selectionround',
                name='update_update',
            ),
            migrations.RemoveConstraint(
                model_name='selectionround',
                name='round_threshold',
            ),
            migrations.AddField(
                model_name='criterion',
                name='least',
                field=models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True),
            ),
            migrations.AddField(
                model_name='criterionevent',
                name='least',
                field=models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True),
            ),
            migrations.AddField(
                model_name='selectionround',
                name='appeal_working',
                field=models.BooleanField(default=False),
            ),
            migrations.AddField(
                model_name='selectionround',
                name='per_project_least',
                field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
            ),
            migrations.AddField(
                model_name='selectionround',
                name='scoring',
                field=models.CharField(choices=[('weights', 'by weights: 100 is the highest score'), ('points', 'a plain sum of points: the highest score is the sum of the maxima')], default='weights', max_length=8),
            ),
            migrations.AddField(
                model_name='selectionround',
                name='sheets_needed',
                field=models.PositiveSmallIntegerField(default=0),
            ),
            migrations.AddField(
                model_name='selectionround',
                name='threshold_unit',
                field=models.CharField(choices=[('points', 'points'), ('percent', 'per cent of the highest score')], default='points', max_length=8),
            ),
            migrations.AddField(
                model_name='selectionround',
                name='unsealed_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='selectionround',
                name='unsealed_days',
                field=models.PositiveSmallIntegerField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='selectionround',
                name='winners',
                field=models.PositiveSmallIntegerField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='selectionroundevent',
                name='appeal_working',
                field=models.BooleanField(default=False),
            ),
            migrations.AddField(
                model_name='selectionroundevent',
                name='per_project_least',
                field=models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
            ),
            migrations.AddField(
                model_name='selectionroundevent',
                name='scoring',
                field=models.CharField(choices=[('weights', 'by weights: 100 is the highest score'), ('points', 'a plain sum of points: the highest score is the sum of the maxima')], default='weights', max_length=8),
            ),
            migrations.AddField(
                model_name='selectionroundevent',
                name='sheets_needed',
                field=models.PositiveSmallIntegerField(default=0),
            ),
            migrations.AddField(
                model_name='selectionroundevent',
                name='threshold_unit',
                field=models.CharField(choices=[('points', 'points'), ('percent', 'per cent of the highest score')], default='points', max_length=8),
            ),
            migrations.AddField(
                model_name='selectionroundevent',
                name='unsealed_at',
                field=models.DateTimeField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='selectionroundevent',
                name='unsealed_days',
                field=models.PositiveSmallIntegerField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='selectionroundevent',
                name='winners',
                field=models.PositiveSmallIntegerField(blank=True, null=True),
            ),
            migrations.AlterField(
                model_name='selectionround',
                name='distribution',
                field=models.CharField(choices=[('strict', 'strictly in the order of the ranking'), ('skip', 'passing on to the next application'), ('whole', 'in the order of the ranking, whole sums only'), ('rest', 'in the order of the ranking, the last one gets what is left'), ('proportional', 'to all that pass, the same part of what they ask for')], default='strict', max_length=14),
            ),
            migrations.AlterField(
                model_name='selectionround',
                name='ties',
                field=models.CharField(choices=[('registered_at', 'the earlier registration stands higher'), ('requested', 'who asks for less stands higher, then the earlier registration'), ('own_funds', 'more own funds stand higher, then the earlier registration'), ('heaviest', 'more points in the criterion of the greatest weight, then the earlier registration')], default='registered_at', max_length=14),
            ),
            migrations.AlterField(
                model_name='selectionroundevent',
                name='distribution',
                field=models.CharField(choices=[('strict', 'strictly in the order of the ranking'), ('skip', 'passing on to the next application'), ('whole', 'in the order of the ranking, whole sums only'), ('rest', 'in the order of the ranking, the last one gets what is left'), ('proportional', 'to all that pass, the same part of what they ask for')], default='strict', max_length=14),
            ),
            migrations.AlterField(
                model_name='selectionroundevent',
                name='ties',
                field=models.CharField(choices=[('registered_at', 'the earlier registration stands higher'), ('requested', 'who asks for less stands higher, then the earlier registration'), ('own_funds', 'more own funds stand higher, then the earlier registration'), ('heaviest', 'more points in the criterion of the greatest weight, then the earlier registration')], default='registered_at', max_length=14),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='criterion',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "selection_criterionevent" ("code", "formula", "id", "kind", "least", "maximum", "meaning", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "round_id", "scale", "weight") VALUES (NEW."code", NEW."formula", NEW."id", NEW."kind", NEW."least", NEW."maximum", NEW."meaning", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."round_id", NEW."scale", NEW."weight"); RETURN NULL;', hash='62464914fdd743d46be53adece882cc99a396790', operation='INSERT', pgid='pgtrigger_insert_insert_712d6', table='selection_criterion', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='criterion',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "selection_criterionevent" ("code", "formula", "id", "kind", "least", "maximum", "meaning", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "round_id", "scale", "weight") VALUES (NEW."code", NEW."formula", NEW."id", NEW."kind", NEW."least", NEW."maximum", NEW."meaning", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."round_id", NEW."scale", NEW."weight"); RETURN NULL;', hash='1bc4733a27e7b87bd12ac7845321d33388623aca', operation='UPDATE', pgid='pgtrigger_update_update_dba22', table='selection_criterion', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='selectionround',
                trigger=pgtrigger.compiler.Trigger(name='announced_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."state" = \'draft\'))', func='\n            IF NEW."title" IS DISTINCT FROM OLD."title" OR NEW."legal_mode" IS DISTINCT FROM OLD."legal_mode" OR NEW."edition" IS DISTINCT FROM OLD."edition" OR NEW."criteria_source" IS DISTINCT FROM OLD."criteria_source" OR NEW."prolong_days" IS DISTINCT FROM OLD."prolong_days" OR NEW."sealed_intake" IS DISTINCT FROM OLD."sealed_intake" OR NEW."check_officers" IS DISTINCT FROM OLD."check_officers" OR NEW."blindness" IS DISTINCT FROM OLD."blindness" OR NEW."key_needed" IS DISTINCT FROM OLD."key_needed" OR NEW."scoring" IS DISTINCT FROM OLD."scoring" OR NEW."unsealed_days" IS DISTINCT FROM OLD."unsealed_days" THEN\n                RAISE EXCEPTION \'what was announced is settled\';\n            END IF;\n            IF (NEW."order_text" IS DISTINCT FROM OLD."order_text" OR NEW."opens_at" IS DISTINCT FROM OLD."opens_at" OR NEW."closes_at" IS DISTINCT FROM OLD."closes_at" OR NEW."limit" IS DISTINCT FROM OLD."limit" OR NEW."years" IS DISTINCT FROM OLD."years" OR NEW."per_project" IS DISTINCT FROM OLD."per_project" OR NEW."threshold" IS DISTINCT FROM OLD."threshold" OR NEW."distribution" IS DISTINCT FROM OLD."distribution" OR NEW."quorum" IS DISTINCT FROM OLD."quorum" OR NEW."experts_needed" IS DISTINCT FROM OLD."experts_needed" OR NEW."appeal_days" IS DISTINCT FROM OLD."appeal_days" OR NEW."questions_days" IS DISTINCT FROM OLD."questions_days" OR NEW."return_days" IS DISTINCT FROM OLD."return_days" OR NEW."spread" IS DISTINCT FROM OLD."spread" OR NEW."aggregation" IS DISTINCT FROM OLD."aggregation" OR NEW."ties" IS DISTINCT FROM OLD."ties" OR NEW."quotas" IS DISTINCT FROM OLD."quotas" OR NEW."reserve_until" IS DISTINCT FROM OLD."reserve_until" OR NEW."threshold_unit" IS DISTINCT FROM OLD."threshold_unit" OR NEW."winners" IS DISTINCT FROM OLD."winners" OR NEW."sheets_needed" IS DISTINCT FROM OLD."sheets_needed" OR NEW."per_project_least" IS DISTINCT FROM OLD."per_project_least" OR NEW."appeal_working" IS DISTINCT FROM OLD."appeal_working") AND OLD.state NOT IN (\'announced\', \'open\') THEN\n                RAISE EXCEPTION \'the terms of a selection are frozen once the intake is over\';\n            END IF;\n            IF (NEW."order_text" IS DISTINCT FROM OLD."order_text" OR NEW."opens_at" IS DISTINCT FROM OLD."opens_at" OR NEW."closes_at" IS DISTINCT FROM OLD."closes_at" OR NEW."limit" IS DISTINCT FROM OLD."limit" OR NEW."years" IS DISTINCT FROM OLD."years" OR NEW."per_project" IS DISTINCT FROM OLD."per_project" OR NEW."threshold" IS DISTINCT FROM OLD."threshold" OR NEW."distribution" IS DISTINCT FROM OLD."distribution" OR NEW."quorum" IS DISTINCT FROM OLD."quorum" OR NEW."experts_needed" IS DISTINCT FROM OLD."experts_needed" OR NEW."appeal_days" IS DISTINCT FROM OLD."appeal_days" OR NEW."questions_days" IS DISTINCT FROM OLD."questions_days" OR NEW."return_days" IS DISTINCT FROM OLD."return_days" OR NEW."spread" IS DISTINCT FROM OLD."spread" OR NEW."aggregation" IS DISTINCT FROM OLD."aggregation" OR NEW."ties" IS DISTINCT FROM OLD."ties" OR NEW."quotas" IS DISTINCT FROM OLD."quotas" OR NEW."reserve_until" IS DISTINCT FROM OLD."reserve_until" OR NEW."threshold_unit" IS DISTINCT FROM OLD."threshold_unit" OR NEW."winners" IS DISTINCT FROM OLD."winners" OR NEW."sheets_needed" IS DISTINCT FROM OLD."sheets_needed" OR NEW."per_project_least" IS DISTINCT FROM OLD."per_project_least" OR NEW."appeal_working" IS DISTINCT FROM OLD."appeal_working" OR NEW."scoring_until" IS DISTINCT FROM OLD."scoring_until" OR NEW."opening_at" IS DISTINCT FROM OLD."opening_at" OR NEW."sitting_at" IS DISTINCT FROM OLD."sitting_at" OR NEW."publishing_at" IS DISTINCT FROM OLD."publishing_at") AND NOT (\n                NEW.version = OLD.version + 1 AND EXISTS (\n                    SELECT 1 FROM selection_announcement a WHERE a.round_id = NEW.id AND a.version = NEW.version\n                )\n            ) THEN\n                RAISE EXCEPTION \'what was announced changes only by a published amendment\';\n            END IF;\n            RETURN NEW;\n        ', hash='1e835287554de7dbeba4be2cc8855d7d57965a6e', operation='UPDATE', pgid='pgtrigger_announced_frozen_ca117', table='selection_selectionround', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='selectionround',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "selection_selectionroundevent" ("aggregation", "announced_at", "appeal_days", "appeal_working", "blindness", "check_officers", "closes_at", "criteria_source", "demo", "distribution", "edition", "expected", "experts_needed", "facts", "id", "key_needed", "legal_mode", "limit", "opening_at", "opens_at", "order_text", "per_project", "per_project_least", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolong_days", "published_at", "publishing_at", "questions_days", "quorum", "quotas", "reason", "reserve_until", "return_days", "scoring", "scoring_until", "sealed_intake", "sheets_needed", "sitting_at", "slug", "spread", "state", "threshold", "threshold_unit", "ties", "title", "unsealed_at", "unsealed_days", "version", "winners", "years") VALUES (NEW."aggregation", NEW."announced_at", NEW."appeal_days", NEW."appeal_working", NEW."blindness", NEW."check_officers", NEW."closes_at", NEW."criteria_source", NEW."demo", NEW."distribution", NEW."edition", NEW."expected", NEW."experts_needed", NEW."facts", NEW."id", NEW."key_needed", NEW."legal_mode", NEW."limit", NEW."opening_at", NEW."opens_at", NEW."order_text", NEW."per_project", NEW."per_project_least", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prolong_days", NEW."published_at", NEW."publishing_at", NEW."questions_days", NEW."quorum", NEW."quotas", NEW."reason", NEW."reserve_until", NEW."return_days", NEW."scoring", NEW."scoring_until", NEW."sealed_intake", NEW."sheets_needed", NEW."sitting_at", NEW."slug", NEW."spread", NEW."state", NEW."threshold", NEW."threshold_unit", NEW."ties", NEW."title", NEW."unsealed_at", NEW."unsealed_days", NEW."version", NEW."winners", NEW."years"); RETURN NULL;', hash='d1084569a43902150dcca208bdcc6538cb61c5ca', operation='INSERT', pgid='pgtrigger_insert_insert_4cc83', table='selection_selectionround', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='selectionround',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "selection_selectionroundevent" ("aggregation", "announced_at", "appeal_days", "appeal_working", "blindness", "check_officers", "closes_at", "criteria_source", "demo", "distribution", "edition", "expected", "experts_needed", "facts", "id", "key_needed", "legal_mode", "limit", "opening_at", "opens_at", "order_text", "per_project", "per_project_least", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolong_days", "published_at", "publishing_at", "questions_days", "quorum", "quotas", "reason", "reserve_until", "return_days", "scoring", "scoring_until", "sealed_intake", "sheets_needed", "sitting_at", "slug", "spread", "state", "threshold", "threshold_unit", "ties", "title", "unsealed_at", "unsealed_days", "version", "winners", "years") VALUES (NEW."aggregation", NEW."announced_at", NEW."appeal_days", NEW."appeal_working", NEW."blindness", NEW."check_officers", NEW."closes_at", NEW."criteria_source", NEW."demo", NEW."distribution", NEW."edition", NEW."expected", NEW."experts_needed", NEW."facts", NEW."id", NEW."key_needed", NEW."legal_mode", NEW."limit", NEW."opening_at", NEW."opens_at", NEW."order_text", NEW."per_project", NEW."per_project_least", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prolong_days", NEW."published_at", NEW."publishing_at", NEW."questions_days", NEW."quorum", NEW."quotas", NEW."reason", NEW."reserve_until", NEW."return_days", NEW."scoring", NEW."scoring_until", NEW."sealed_intake", NEW."sheets_needed", NEW."sitting_at", NEW."slug", NEW."spread", NEW."state", NEW."threshold", NEW."threshold_unit", NEW."ties", NEW."title", NEW."unsealed_at", NEW."unsealed_days", NEW."version", NEW."winners", NEW."years"); RETURN NULL;', hash='a2b58e2e867728baa96a35d9cc71eb7202a4e1c0', operation='UPDATE', pgid='pgtrigger_update_update_78b63', table='selection_selectionround', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='criterion',
                constraint=models.CheckConstraint(condition=models.Q(('least', None), models.Q(('least__gt', 0), ('least__lte', models.F('maximum'))), _connector='OR'), name='criterion_least'),
            ),
            migrations.AddConstraint(
                model_name='selectionround',
                constraint=models.CheckConstraint(condition=models.Q(('threshold', None), ('threshold__gte', 0), _connector='OR'), name='round_threshold'),
            ),
            migrations.AddConstraint(
                model_name='selectionround',
                constraint=models.CheckConstraint(condition=models.Q(('winners', None), ('winners__gt', 0), _connector='OR'), name='round_winners'),
            ),
        ]),
    ]
