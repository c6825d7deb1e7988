"""JSON Schemas (2020-12) of everything the API says, by name. Money and ratios are texts: nothing is rounded."""

from typing import Any

Schema = dict[str, Any]


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def many(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def nullable(schema: Schema) -> Schema:
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return {
        **schema,
        "type": [schema["type"], "null"],
        **({"enum": [*schema["enum"], None]} if "enum" in schema else {}),
    }


def choice(*words: str) -> Schema:
    return {"type": "string", "enum": list(words)}


def record(*optional: str, **fields: Schema) -> Schema:
    return {"type": "object", "properties": fields, "required": [name for name in fields if name not in optional]}


def page_of(name: str) -> Schema:
    return record(schema=VERSION, count=COUNT, page=COUNT, pages=COUNT, next=nullable(LINK), items=many(ref(name)))


TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
EXACT: Schema = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$", "description": "an exact decimal"}
LINK: Schema = {"type": "string", "format": "uri-reference"}
ANY: Schema = {"description": "text, number, yes or no, a list of codes, or null: by the unit"}
VERSION: Schema = {"type": "integer", "const": 1}
STATUS = choice("seen", "secondary", "memory", "unknown", "verified")
USE = choice("hard", "warn", "info", "user_supplied")
CONFIDENCE = choice("H", "M", "L")
PRECISION = choice("day", "month", "year")
CODED = record(code=TEXT, label=TEXT)

EDITION = record(
    edition=DAY, number=nullable(TEXT), signed_on=DAY, date_precision=PRECISION, effective_from=nullable(DAY),
    switches_values=FLAG, status=STATUS, source=TEXT, note=TEXT,
)  # fmt: skip
VALUE = record(
    **{"value": ANY, "from": DAY, "to": nullable(DAY)}, status=STATUS, confidence=nullable(CONFIDENCE), use=USE,
    source=TEXT, reference=nullable(TEXT), confirmed_for_edition=FLAG, last_confirmed_edition=nullable(DAY),
    note=nullable(TEXT),
)  # fmt: skip
_ITEM = {
    "key": TEXT, "label": TEXT, "text": nullable(TEXT), "unit": TEXT, "operator": nullable(TEXT), "subject": TEXT,
    "entries": many(ref("Coded")),
}  # fmt: skip
ITEM = record(**_ITEM, values=many(ref("Value")))
ACT_LINE = record(
    act=TEXT, number=TEXT, signed_on=DAY, title=TEXT, publication=TEXT, editions=many(ref("Edition")), items=COUNT
)
PERIOD = record(**{"from": DAY, "to": nullable(DAY), "value": nullable(ref("Value"))})
CHANGE = record(key=TEXT, label=TEXT, unit=TEXT, before=nullable(ref("Value")), after=nullable(ref("Value")))

ORGANISATION = record(inn=TEXT, name=TEXT)
REGISTRY_ENTRY = record(number=COUNT, state=ref("Coded"), entered_on=DAY, valid_until=DAY, extract=LINK)
CLUSTER_LINE = {
    "slug": TEXT, "name": TEXT, "regions": many(ref("Coded")), "state": ref("Coded"),
    "registry_number": nullable(TEXT), "registry_entry": nullable(ref("RegistryEntry")),
    "managing_organisation": nullable(ref("Organisation")), "participants": COUNT,
    "demonstration": FLAG, "url": LINK,
}  # fmt: skip
PARTICIPANT = record(
    inn=TEXT, name=TEXT, role=ref("Coded"), region=ref("Coded"), joined_on=nullable(DAY), newcomer=FLAG,
    special_territory=FLAG,
)  # fmt: skip

ISSUE = record(
    "pointer", sheet=nullable(TEXT), row=nullable({"type": "integer"}), column=nullable(TEXT),
    value=nullable(TEXT), code=TEXT, message=TEXT, pointer=nullable(TEXT),
)  # fmt: skip
NUMBER: Schema = {"type": ["string", "integer", "boolean", "null"], "description": "a count, or an exact decimal"}
RULE = record(
    "value_exact", "threshold_from", "confidence", "reference", "numerator", "denominator", "gap",
    key=TEXT, measure=TEXT, value=NUMBER, value_exact=TEXT, operator=TEXT, threshold=NUMBER, unit=TEXT,
    outcome=choice("met", "not_met", "no_data"), use=USE, status=STATUS, source=TEXT, confirmed_for_edition=FLAG,
    threshold_from=TEXT, confidence=CONFIDENCE, reference=TEXT, numerator=NUMBER, denominator=NUMBER, gap=NUMBER,
    evidence=many(TEXT),
)  # fmt: skip
FIX = record("amount", "count", "feasible", rule=TEXT, kind=TEXT, amount=EXACT, count=COUNT, feasible=FLAG)
CONCLUSION = choice("conforming", "likely_not_conforming", "not_conforming", "undetermined")
VERDICT = record(
    file=nullable(TEXT), schema=VERSION, act=TEXT, on=DAY, edition=DAY,
    edition_date_is=choice("effective_from", "signed_on"), verdict=CONCLUSION,
    measures={"type": "object", "additionalProperties": NUMBER}, rules=many(ref("Rule")), fixes=many(ref("Fix")),
    facts_version=TEXT, notes=many(ref("Issue")), errors=many(ref("Issue")),
)  # fmt: skip
PROBLEM = record(
    "errors", "notes", type=LINK, title=TEXT, status={"type": "integer"}, detail=TEXT, instance=TEXT,
    errors=many(ref("Issue")), notes=many(ref("Issue")),
)  # fmt: skip

TERM = record(
    topic=TEXT, label=TEXT, value=ANY, said=TEXT, text=nullable(TEXT), fact=nullable(TEXT), status=STATUS,
    confidence=nullable(CONFIDENCE), source=nullable(TEXT),
    **{"from": DAY, "to": nullable(DAY)},
)  # fmt: skip
MEASURE_LINE = {
    "id": TEXT, "name": TEXT, "about": TEXT, "kind": choice("subsidy", "loan", "contract", "service", "regional"),
    "level": choice("federal", "regional"), "authority": TEXT, "act": nullable(TEXT), "page": nullable(TEXT),
    "regions": many(ref("Coded")),
}  # fmt: skip
MATCH = record(
    **MEASURE_LINE, fit=choice("fits", "near", "ask", "no", "closed"), reasons=many(TEXT), open=many(TEXT),
    covered=many(TEXT),
)  # fmt: skip
CLASH = record(first=TEXT, second=TEXT, costs=many(TEXT), text=TEXT, status=STATUS, source=TEXT)

_MONEY: Schema = {"type": ["string", "number", "null"], "description": "rubles, at most two decimals"}
_COUNTED: Schema = {"type": ["integer", "null"], "minimum": 0}
_YEAR: Schema = {"type": "integer", "minimum": 1990, "maximum": 2100}
_FLAG: Schema = {"type": ["boolean", "null"]}
ROLE = choice("final_producer", "supplier", "contractor", "infrastructure")
POSTED = record(
    "regional_productivity", "infrastructure", name=TEXT, regions=many(TEXT), year=_YEAR,
    final_products=many(TEXT), regional_productivity=_MONEY,
    participants=many(record(
        "special_territory", "employees", "high_performance_jobs", "revenue", "joined_on", "newcomer", "cost_of_sales",
        "kpp", inn=TEXT, name=TEXT, role=ROLE, region=TEXT, special_territory=_FLAG, employees=_COUNTED,
        high_performance_jobs=_COUNTED, revenue=_MONEY, joined_on=nullable(DAY), newcomer=_FLAG, cost_of_sales=_MONEY,
        kpp=nullable(TEXT),
    )),
    purchases=many(record(
        "seller", "for_final_product", buyer=TEXT, seller=nullable(TEXT), okpd2=TEXT, amount=_MONEY,
        year=_YEAR, for_final_product=_FLAG,
    )),
    infrastructure=many(record(
        "inn", kind=choice("education", "technological", "nonprofit", "financial"), name=TEXT,
        inn=nullable(TEXT),
    )),
)  # fmt: skip

CLUSTER_NAME = record(slug=TEXT, name=TEXT)
MOMENT: Schema = {"type": "string", "format": "date-time"}
PROJECT_LINE = {
    "code": TEXT, "title": TEXT, "state": ref("Coded"), "cluster": CLUSTER_NAME, "initiator": ref("Organisation"),
    "requested": nullable(EXACT), "remarks": record(open=COUNT, obligatory=COUNT, to_answer=COUNT, late=COUNT),
    "changed_at": MOMENT, "demonstration": FLAG, "url": LINK,
}  # fmt: skip
COST = record(
    position=COUNT, kind=TEXT, payer=TEXT, on=DAY, amount=EXACT, evidence=TEXT, other_support=FLAG,
)  # fmt: skip
STAGE = record(
    position=COUNT, name=TEXT, result=TEXT, responsible=nullable(TEXT), responsible_name=nullable(TEXT), start=DAY,
    end=DAY, after=many({"type": "integer"}), done_on=nullable(DAY),
)  # fmt: skip
INDICATOR = record(
    position=COUNT, name=TEXT, unit=TEXT, kind=ref("Coded"), baseline=nullable(EXACT),
    plan={"type": "object", "additionalProperties": EXACT, "description": "half-years: 2022H1"},
)  # fmt: skip
REPLY = record(action=ref("Coded"), text=TEXT, author=TEXT, due=nullable(DAY), at=MOMENT)
REMARK = record(
    id=COUNT, section=ref("Coded"), place=nullable(TEXT), severity=ref("Coded"), state=ref("Coded"), text=TEXT,
    author=TEXT, occasion=TEXT, version=COUNT, answer_by=nullable(DAY), due=nullable(DAY), reopened=COUNT,
    created_at=MOMENT, replies=many(REPLY), url=LINK,
)  # fmt: skip
PROJECT = {
    "code": TEXT, "title": TEXT, "state": ref("Coded"),
    "version": {**record(number=COUNT, frozen_at=MOMENT, sha256=TEXT), "type": ["object", "null"]},
    "cluster": CLUSTER_NAME, "initiator": ref("Organisation"),
    "canvas": record(replaces=TEXT, buyers=TEXT, makers=TEXT, lacking=TEXT), "okpd2": nullable(TEXT),
    "tnved": nullable(TEXT), "start": nullable(DAY), "end": nullable(DAY),
    "money": record(**dict.fromkeys(("requested", "minimum", "own_funds", "loan_funds"), nullable(EXACT))),
    "participants": many(record(inn=TEXT, name=TEXT, role=ref("Coded"), consent=FLAG)),
    "sections": many(record(key=TEXT, title=TEXT, required=FLAG, most=COUNT, text=TEXT)),
    "costs": many(ref("Cost")), "costs_total": EXACT, "indicators": many(INDICATOR), "stages": many(STAGE),
    "subsidy_at_most": nullable(EXACT),
    "readiness": record(share=EXACT, items=many(record(
        code=TEXT, kind=choice("blocking", "warning"), done=FLAG, said=TEXT, url=LINK,
    ))),
    "remarks": many(ref("Remark")), "changed_at": nullable(MOMENT), "demonstration": FLAG, "url": LINK,
}  # fmt: skip
MEETING_PROFILE = {
    "session": record(slug=TEXT, title=TEXT), "enterprise": ref("Organisation"), "about": TEXT,
    "visible": ref("Coded"),
    "lines": many(record(
        kind=choice("makes", "buys", "seeks"), okpd2=TEXT, note=TEXT, amount=nullable(EXACT), abroad=FLAG,
    )),
    "closed": many(COUNT), "delegation": many(record(name=TEXT, closed=many(COUNT))),
    "demonstration": FLAG, "url": LINK,
    "invitations": many(record(
        **{"id": COUNT, "incoming": FLAG, "with": TEXT}, word=TEXT, priority=ref("Coded"), state=ref("Coded"),
        made_at=MOMENT, expires_at=MOMENT,
    )),
    "meetings": many(record(
        **{"id": COUNT, "with": many(TEXT)}, title=nullable(TEXT), slot=COUNT, table=COUNT,
        begins_at=nullable(MOMENT), ends_at=nullable(MOMENT), state=ref("Coded"), result=nullable(TEXT),
    )),
}  # fmt: skip
_POSTED_COST = record(
    "evidence", "other_support", kind={**TEXT, "description": "equipment, tooling, software ... or its Russian word"},
    payer={**TEXT, "description": "INN of a participant"}, on=DAY, amount=_MONEY, evidence=nullable(TEXT),
    other_support=_FLAG,
)  # fmt: skip

COMPONENTS: dict[str, Schema] = {
    "Coded": CODED, "Edition": EDITION, "Value": VALUE, "Item": ITEM, "ActLine": ACT_LINE,
    "Acts": record(schema=VERSION, acts=many(ref("ActLine")), facts_version=TEXT),
    "Act": record(
        schema=VERSION, act=TEXT, title=TEXT, on=nullable(DAY), edition=nullable(DAY),
        edition_date_is=nullable(choice("effective_from", "signed_on")), editions=many(ref("Edition")),
        items=many(ref("Item")), facts_version=TEXT,
    ),
    "Period": PERIOD,
    "ItemHistory": record(
        schema=VERSION, act=TEXT, **_ITEM, history=many(ref("Period")), facts_version=TEXT
    ),
    "Change": CHANGE,
    "Comparison": record(
        schema=VERSION, act=TEXT, dates=many(DAY), editions=many(DAY), changes=many(ref("Change")),
        facts_version=TEXT,
    ),
    "Organisation": ORGANISATION, "RegistryEntry": REGISTRY_ENTRY,
    "ClusterLine": record(**CLUSTER_LINE), "Clusters": page_of("ClusterLine"), "Participant": PARTICIPANT,
    "Cluster": record(schema=VERSION, **CLUSTER_LINE, members=many(ref("Participant")), unnamed=COUNT),
    "Issue": ISSUE, "Rule": RULE, "Fix": FIX, "Verdict": VERDICT, "Problem": PROBLEM, "Term": TERM, "Match": MATCH,
    "Clash": CLASH, "PostedCluster": POSTED,
    "ProjectLine": record(**PROJECT_LINE), "Projects": page_of("ProjectLine"), "Cost": COST, "Remark": REMARK,
    "Project": record(schema=VERSION, **PROJECT),
    "Estimate": record(
        schema=VERSION, code=TEXT, revision=nullable(TEXT), version=nullable(COUNT), costs=many(ref("Cost")),
        total=EXACT,
    ),
    "MeetingProfile": record(**MEETING_PROFILE),
    "Meetings": record(schema=VERSION, items=many(ref("MeetingProfile"))),
    "PostedEstimate": record(costs=many(_POSTED_COST)),
    "Matches": record(schema=VERSION, on=DAY, measures=many(ref("Match")), clashes=many(ref("Clash"))),
    "Measure": record(schema=VERSION, on=DAY, **MEASURE_LINE, terms=many(ref("Term"))),
}  # fmt: skip
