"""What an agreement must hold, for whoever types it into the state's system: one table of facts as XLSX or JSON.

The order on the form (199н of 31.10.2016) is known by its title only: the fields are those kept here, and the file
says so.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from svetovod.web.common.sheets import workbook
from svetovod.web.projects.phrases import half_year

from .enums import ClaimState, ClawbackState
from .selectors.agreements import in_force, paid_of, promised_of

SORTS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "json": "application/json",
}  # fmt: skip
Rows = list[tuple[Any, ...]]


def agreed(agreement: Any) -> dict[str, Any]:
    """What its parties sign: the terms as the last amendment has them, and nothing that happens under them later.

    Of an ended agreement the sums are those before its end.
    """
    row = agreement.application
    content, applicant = row.pinned.content, row.initiator
    return {
        "number": agreement.number, "signed_on": agreement.signed_on.isoformat(),
        "selection": row.round.title, "order": row.round.order_text, "application": row.number,
        "project": content["title"], "recipient": str(applicant.get("name", "")),
        "inn": str(applicant.get("inn", "")), "purpose": agreement.purpose, "budget_code": agreement.budget_code,
        "result": agreement.result, "result_on": agreement.result_on.isoformat() if agreement.result_on else "",
        "account": agreement.account,
        "years": [{"year": year, "amount": amount} for year, amount in sorted(promised_of(agreement).items())],
        "indicators": [
            {"name": each["name"], "unit": each["unit"], "period": period, "plan": str(value)}
            for each in content["indicators"] for period, value in sorted(each["plan"].items())
        ],
        "amendments": [
            {"number": each.number, "signed_on": each.signed_on.isoformat(), "reason": each.reason}
            for each in in_force(agreement)
        ],
        **({"ended_on": agreement.ended_on.isoformat()} if agreement.ended_on else {}),
    }  # fmt: skip


def facts_of(agreement: Any, *, account: bool) -> dict[str, Any]:
    """The same with what was claimed, paid and asked back. `account`: whether the reader may see the treasury's."""
    facts, paid = agreed(agreement), paid_of(agreement)
    return facts | {
        "account": facts["account"] if account else "",
        "years": [each | {"claimed": str(paid.get(each["year"], 0))} for each in facts["years"]],
        "claims": [
            {"number": each.number, "year": each.year, "amount": str(each.amount), "state": str(each.state),
             "evidence": each.evidence}
            for each in agreement.claims.all()
        ],
        "clawbacks": [
            {"amount": str(each.amount), "due_on": each.due_on.isoformat(), "state": str(each.state),
             "ground": each.ground}
            for each in agreement.clawbacks.all()
        ],
    }  # fmt: skip


def file_of(agreement: Any, sort: str, *, account: bool) -> bytes:
    facts = facts_of(agreement, account=account)
    return _json(facts) if sort == "json" else workbook(list(_tabs(facts)))


def signed_file(agreement: Any) -> bytes:
    """In the language of the agreement, whoever keeps it: else it would say something else to another."""
    with override("ru"):
        return _json(agreed(agreement))


def additional_file(amendment: Any) -> bytes:
    """What both parties sign of an additional agreement on another sum, or on the end of the agreement, and of what is
    given back under it; the same before it is in force and after."""
    row, appeal = amendment.application, amendment.appeal
    facts = {
        "number": amendment.number, "agreement": amendment.agreement.number,
        "agreement_signed_on": amendment.agreement.signed_on.isoformat(), "selection": row.round.title,
        "application": row.number, "recipient": str(row.initiator.get("name", "")),
        "inn": str(row.initiator.get("inn", "")),
        "appeal": {"number": appeal.number, "application": appeal.application.number, "decision": appeal.decision},
        "changes": amendment.reason, "sum": format(amendment.total, "f"),
        "years": [{"year": year, "amount": amount} for year, amount in sorted(amendment.years.items())],
    }  # fmt: skip
    with override("ru"):
        if amendment.ends:
            facts["ends"] = _("The agreement is ended by consent of its parties.")
        if amendment.back:
            facts["given_back"] = {
                "sum": format(amendment.back_total, "f"), "by": amendment.back_by.isoformat(),
                "years": [{"year": year, "amount": amount} for year, amount in sorted(amendment.back.items())],
            }  # fmt: skip
        return _json(facts)


def _json(facts: Mapping[str, Any]) -> bytes:
    return json.dumps({**facts, "note": note()}, ensure_ascii=False, indent=1).encode()


def note() -> str:
    return _(
        "The standard form of the Ministry of Finance (order 199n of 31 October 2016) was not read: the fields are "
        "those kept here. Compare them with the form before signing in the state’s system."
    )


def _tabs(facts: dict[str, Any]) -> Iterator[Any]:
    named = (
        ("number", _("Number of the agreement")), ("signed_on", _("Day of signing")), ("selection", _("Selection")),
        ("order", _("Order on the selection")), ("application", _("Registration number")),
        ("project", _("Joint project")), ("recipient", _("Recipient of the subsidy")), ("inn", _("INN")),
        ("purpose", _("Purpose of the subsidy")), ("budget_code", _("Code of budget classification")),
        ("result", _("Result of granting")), ("result_on", _("Result to be reached by")),
        ("account", _("Treasury account")),
    )  # fmt: skip
    ended = (("ended_on", _("Ended on")),)
    labels = [each for each in (*named, *ended) if each[0] in facts]
    single: Rows = [(label, _cell("agreement", name, facts[name])) for name, label in labels]
    yield _("Agreement"), (_("Field"), _("Content")), [*single, (_("About the form"), note())]
    tables = (
        ("years", _("Sums by year"), (_("Year"), _("Sum, RUB"), _("Claimed or paid"))),
        ("indicators", _("Indicators"), (_("Indicator"), _("Unit"), _("Half-year"), _("Planned value"))),
        ("amendments", _("Amendments of the agreement"), (_("No."), _("Day of signing"), _("Why"))),
        ("claims", _("Claims for payment"), (_("No."), _("Year"), _("Sum, RUB"), _("State"), _("Evidence"))),
        ("clawbacks", _("Asked back"), (_("Sum, RUB"), _("To be given back by"), _("State"), _("Ground"))),
    )  # fmt: skip
    for name, title, heads in tables:
        yield title, heads, [tuple(_cell(name, key, value) for key, value in each.items()) for each in facts[name]]


def _cell(table: str, name: str, value: Any) -> Any:
    """A fact of the file as people read it: a day, a number, the words of a state; programs read the JSON."""
    if value and name in {"signed_on", "result_on", "due_on", "ended_on"}:
        return date.fromisoformat(value)
    if name in {"amount", "claimed", "plan"}:
        return Decimal(value)
    if name == "state":
        return str({"claims": ClaimState, "clawbacks": ClawbackState}[table](value).label)
    return half_year(value) if name == "period" else value
