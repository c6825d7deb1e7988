"""Triggers that keep what was promised as it was."""

from functools import reduce
from operator import or_

import pgtrigger


def frozen_when(name: str, fields: tuple[str, ...], condition: pgtrigger.Q) -> pgtrigger.Protect:
    """Refuses an update that changes one of `fields` while `condition` holds."""
    changed = reduce(or_, (pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")}) for field in fields))
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update, condition=changed & condition)


def amended_only(
    name: str, terms: tuple[str, ...], ahead: tuple[str, ...], settled: tuple[str, ...]
) -> pgtrigger.Trigger:
    """After the announcement `terms` change only by a published amendment and while applications are taken, dates
    `ahead` only by an amendment, `settled` never. An amendment is a row of the announcements with the next version.
    """

    def differ(fields: tuple[str, ...]) -> str:
        return " OR ".join(f'NEW."{field}" IS DISTINCT FROM OLD."{field}"' for field in fields)

    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=~pgtrigger.Q(old__state="draft"),
        func=f"""
            IF {differ(settled)} THEN
                RAISE EXCEPTION 'what was announced is settled';
            END IF;
            IF ({differ(terms)}) AND OLD.state NOT IN ('announced', 'open') THEN
                RAISE EXCEPTION 'the terms of a selection are frozen once the intake is over';
            END IF;
            IF ({differ((*terms, *ahead))}) AND NOT (
                NEW.version = OLD.version + 1 AND EXISTS (
                    SELECT 1 FROM selection_announcement a WHERE a.round_id = NEW.id AND a.version = NEW.version
                )
            ) THEN
                RAISE EXCEPTION 'what was announced changes only by a published amendment';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 -- names of our own fields
    )
