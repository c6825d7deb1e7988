"""Letters and agreements of a project: each says what the project knows and draws a line where it says nothing."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from svetovod.web.common import formatting
from svetovod.web.documents.papers import Block, Paper
from svetovod.web.projects.enums import CostKind, ParticipantRole, Question
from svetovod.web.projects.fit import page as fit_page
from svetovod.web.projects.phrases import field_label

from .passport import day, plain
from .source import Filled, Source


def guarantee(source: Source) -> Paper:
    """Of the initiator to the ministry: own money, no second support, return where the law asks for it."""
    filled, content = Filled(), source.content
    money = content["money"]
    supported = [row for row in content["costs"] if row["other_support"]]
    said = [
        _guarantees(source, filled),
        _("1. To bear the costs of the project from own funds of %(own)s and borrowed funds of %(loan)s before a "
          "subsidy of up to %(requested)s is asked for: a subsidy reimburses what has been spent.") % {
            "own": filled.money(money["own_funds"], field_label("own_funds")),
            "loan": filled.money(money["loan_funds"], field_label("loan_funds")),
            "requested": filled.money(money["requested"], field_label("requested")),
        },
        _no_second_support(supported),
        _("3. To reach the indicators of the project and to report on them by half-years."),
        _("4. To return the subsidy, wholly or in part, in the cases and terms named by the Rules and the agreement."),
    ]  # fmt: skip
    return _paper(
        source, filled, _("Guarantee letter"), [Block(paragraphs=said), _funds(source, filled)],
        to=_ministry(), signs=[_head_of(content["initiator"]["name"])],
    )  # fmt: skip


def _guarantees(source: Source, filled: Filled) -> str:
    said = _("%(name)s (INN %(inn)s) carries out the joint project “%(title)s” (%(code)s), %(period)s, and guarantees:")
    return said % (_names(source) | {"period": filled.period(source.content)})


def _no_second_support(rows: list[Any]) -> str:
    if not rows:
        return _("2. That no other state support was or will be received for the costs in the estimate.")
    return ngettext(
        "2. That no other state support was or will be received for the costs in the estimate but for row %(rows)s, "
        "which is not presented for the subsidy.",
        "2. That no other state support was or will be received for the costs in the estimate but for rows %(rows)s, "
        "which are not presented for the subsidy.",
        len(rows),
    ) % {"rows": ", ".join(str(row["position"]) for row in rows)}


def _funds(source: Source, filled: Filled) -> Block:
    money = source.content["money"]
    rows = [
        [str(field_label(name)), filled.money(money[name], field_label(name))]
        for name in ("own_funds", "loan_funds", "requested")
    ]
    rows.append([_("Estimate in all, without VAT"), formatting.money(source.total)])
    return Block(_("Money of the project"), head=[_("What"), _("Sum")], rows=rows, right=(1,))


def intent(source: Source, inn: str) -> Paper:
    """Of a participant to the initiator."""
    filled, row = Filled(), _participant(source, inn)
    said = [
        _("%(partner)s (INN %(partner_inn)s) states its intention to take part in the joint project “%(title)s” "
          "(%(code)s) of the cluster “%(cluster)s” as %(role)s.") % _names(source, row),
        _own_costs(source, inn),
        _("The letter is not an offer. What either side owes is settled by contracts."),
    ]  # fmt: skip
    if not row["consent"]:
        filled.lack(_("consent of %(name)s to take part") % {"name": row["name"]})
    return _paper(
        source, filled, _("Letter of intent"), [Block(paragraphs=said), *_share(source, inn)],
        to=_("To the head of %(name)s") % {"name": source.content["initiator"]["name"]}, signs=[_head_of(row["name"])],
    )  # fmt: skip


def agreement(source: Source, inn: str) -> Paper:
    """Between the initiator and a participant."""
    filled, row = Filled(), _participant(source, inn)
    named = _names(source, row) | {"period": filled.period(source.content)}
    if not row["consent"]:
        filled.lack(_("consent of %(name)s to take part") % {"name": row["name"]})
    blocks = [
        Block(paragraphs=[
            _("%(name)s (INN %(inn)s), the initiator, and %(partner)s (INN %(partner_inn)s), %(role)s, have agreed as "
              "follows.") % named,
        ]),
        Block(_("1. Subject"), [
            _("The parties intend to carry out together the joint project “%(title)s” (%(code)s) of the industrial "
              "cluster “%(cluster)s”, %(period)s.") % named,
        ]),
        Block(_("2. What the parties do"), [_own_costs(source, inn)]), *_share(source, inn),
        Block(_("3. Money"), [
            _("Each party bears its own costs. The subsidy, if it is granted, is received by the initiator; how it is "
              "shared is settled by a contract."),
            _("Requested subsidy: %(sum)s.")
            % {"sum": filled.money(source.content["money"]["requested"], field_label("requested"))},
        ]),
        Block(_("4. Final provisions"), [
            _("The agreement is a statement of intent: it obliges neither party to pay. It is in force from the day of "
              "signing to the end of the project. What the parties tell each other is confidential."),
        ]),
    ]  # fmt: skip
    return _paper(
        source, filled, _("Agreement of intent"), blocks,
        signs=[_head_of(source.content["initiator"]["name"]), _head_of(row["name"])],
    )  # fmt: skip


def managing(source: Source) -> Paper:
    """Of the managing organisation: does the project fit the functional map and the programme, by which version."""
    filled, manager = Filled(), source.project.cluster.manager
    answers = source.content["answers"]
    lines = source.programme_lines
    said = [
        _("%(manager)s (INN %(manager_inn)s), the managing organisation of the industrial cluster “%(cluster)s”, has "
          "considered the joint project “%(title)s” (%(code)s) and states:")
        % (_names(source) | {"manager": manager.name, "manager_inn": manager.inn}),
        _fits(pgettext("fits", "functional map of the cluster"), answers.get(Question.FITS_FUNCTIONAL_MAP), filled),
        _fits(pgettext("fits", "development programme of the cluster"), answers.get(Question.FITS_PROGRAMME), filled),
        *[
            _("Measure %(number)s of the programme No. %(programme)s of %(day)s: %(name)s.")
            % {"number": each.number, "programme": each.programme, "day": formatting.day(each.approved_on),
               "name": each.name}
            for each in lines
        ],
        fit_page.map_said(source.fit.map), fit_page.programme_said(source.fit.programme),
        _version(source),
    ]  # fmt: skip
    if source.fit.map is None:
        filled.lack(_("functional map of the cluster"))
    if not lines:
        filled.lack(_("measure of the development programme that names the project"))
    blocks = [Block(paragraphs=said), *_fit(source)]
    return _paper(
        source, filled, _("Letter of the managing organisation"), blocks, to=_ministry(),
        signs=[_head_of(manager.name)],
    )  # fmt: skip


def _fit(source: Source) -> list[Block]:
    """Each product and purchase with its place and its measure, as of the day of the letter."""
    off = _("off the map"), _("in no measure")
    rows = [
        [row["name"], row["okpd2"], (row["place_name"] if line.on_map else "") or off[0],
         (row["measure"] if line.in_programme else "") or off[1]]
        for line in source.fit.lines for row in (line.row,)
    ]  # fmt: skip
    head = [
        _("Product or purchase"),
        _("Code by OKPD2"),
        _("Place on the functional map"),
        _("Measure of the programme"),
    ]
    return [Block(_("Products and purchases of the project"), head=head, rows=rows)] if rows else []


def regional(source: Source) -> Paper:
    """Of the executive authority of the region where the initiator is."""
    filled = Filled()
    named = _names(source) | {
        "authority": filled.lack(_("name of the executive authority of the region")),
        "region": filled.text(source.region, _("region of the initiator")),
        "total": formatting.money(source.total),
        "period": filled.period(source.content),
    }
    said = [
        _("%(authority)s (%(region)s) supports the joint project “%(title)s” (%(code)s) of the industrial cluster "
          "“%(cluster)s”. Initiator: %(name)s (INN %(inn)s).") % named,
        _("The project is carried out %(period)s; its estimate is %(total)s without VAT.") % named,
        _("Support of the region for the project: %(line)s.")
        % {"line": filled.lack(_("measures of regional support"))},
    ]  # fmt: skip
    return _paper(
        source, filled, _("Letter of the region"), [Block(paragraphs=said), *_members(source)], to=_ministry(),
        signs=[_("Head of the executive authority")],
    )  # fmt: skip


def _members(source: Source) -> list[Block]:
    rows = [
        [row["name"], row["inn"], str(ParticipantRole(row["role"]).label)] for row in source.content["participants"]
    ]
    return [Block(_("Participants"), head=[_("Enterprise"), _("INN"), _("Role")], rows=rows)]


def _participant(source: Source, inn: str) -> Mapping[str, Any]:
    row = source.participant(inn)
    assert row is not None, "papers of a participant are offered for those of the content alone"
    return row


def _names(source: Source, partner: Mapping[str, Any] | None = None) -> dict[str, str]:
    content = source.content
    found = {
        "name": content["initiator"]["name"], "inn": content["initiator"]["inn"], "title": content["title"],
        "code": content["code"], "cluster": content["cluster"]["name"],
    }  # fmt: skip
    if partner is not None:
        found |= {"partner": partner["name"], "partner_inn": partner["inn"]}
        found["role"] = str(ParticipantRole(partner["role"]).label)
    return found


def _own_costs(source: Source, inn: str) -> str:
    rows = source.costs_of(inn)
    if not rows:
        return _("By the estimate the participant bears no costs.")
    total = sum((Decimal(row["amount"]) for row in rows), Decimal(0))
    said = ngettext(
        "By the estimate the participant bears costs of %(sum)s without VAT (%(count)d row).",
        "By the estimate the participant bears costs of %(sum)s without VAT (%(count)d rows).",
        len(rows),
    )
    return said % {"sum": formatting.money(total), "count": len(rows)}


def _share(source: Source, inn: str) -> list[Block]:
    """What of the estimate and of the plan-schedule is the participant's."""
    costs = [
        [str(row["position"]), str(CostKind(row["kind"]).label), day(row["on"]), plain(Decimal(row["amount"]))]
        for row in source.costs_of(inn)
    ]
    stages = [[str(row["position"]), row["name"], day(row["start"]), day(row["end"])] for row in source.stages_of(inn)]
    found = []
    if costs:
        head = ["№", _("Item"), _("Date"), _("Amount without VAT, RUB")]
        found.append(Block(_("Costs of the participant"), head=head, rows=costs, right=(0, 2, 3), wide=1))
    if stages:
        head = ["№", _("Stage"), _("Beginning"), _("End")]
        found.append(Block(_("Stages of the participant"), head=head, rows=stages, right=(0, 2, 3), wide=1))
    return found


def _fits(what: str, answer: bool | None, filled: Filled) -> str:
    if answer is None:
        named = {"what": what, "line": filled.lack(_("answer of the managing organisation: %(what)s") % {"what": what})}
        return _("The project %(line)s (fits / does not fit) the %(what)s.") % named
    form = _("The project fits the %(what)s.") if answer else _("The project does not fit the %(what)s.")
    return form % {"what": what}


def _version(source: Source) -> str:
    if source.version is None:
        return _("The letter is about the project as it stands, not about a kept version.")
    named = {"number": source.version.number, "sha256": source.version.sha256}
    return _("The letter is about version %(number)d of the project, SHA-256 %(sha256)s.") % named


def _paper(source: Source, filled: Filled, title: str, blocks: list[Block], *, signs: list[str], to: str = "") -> Paper:
    return Paper(
        title=title, kicker=f"{_('Joint project')} {source.content['code']}", blocks=blocks, to=to, signs=signs,
        demo=source.project.demo, missing=filled.missing, note=source.made_from,
    )  # fmt: skip


def _ministry() -> str:
    return _("To the Ministry of Industry and Trade of the Russian Federation")


def _head_of(name: str) -> str:
    return _("Head of %(name)s") % {"name": name}
