"""Where the scene's projects stand on the functional map and in the programme, and requests to change these."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from svetovod.web.dossier.selectors import programme_on
from svetovod.web.projects import services
from svetovod.web.projects.enums import ChangeState, FitPart, FitWhat
from svetovod.web.projects.fit.standing import offered
from svetovod.web.projects.models import ChangeRequest, FitLine, JointProject
from svetovod.web.registry.models import Organisation
from svetovod.web.registry.selectors import map_on

from .cast import Company

# one project in so many has a purchase that is not on the map yet
ASKS_EVERY, ASKS = 8, 3
PRODUCT = FitWhat.PRODUCT
NEW_PURCHASE = "Испытания опытных образцов"
REQUEST = "Испытаний в кластере до проекта не покупали. Просим внести связь в функциональную карту."
ANSWER = "Исполнитель уже есть на карте: выберите его узел. Связь появится с первым договором."


def fit_build(project: JointProject, people: Sequence[Organisation], actor: Any, at: datetime) -> None:
    """The product on the initiator's place of the map, what it buys on the edge that is there, else on the seller's."""
    project.refresh_from_db()
    places = dict(offered(map_on(project.cluster), [each.inn for each in people]))
    leader = people[0]
    common = {"okpd2": project.okpd2, "measure": _measure(project)}
    rows = [{"what": PRODUCT, "name": project.title, "place": _place(places, f"node:{leader.inn}")}]
    for seller in people[1:]:
        edge = next((key for key in places if key.startswith(f"edge:{seller.inn}-{leader.inn}-")), "")
        name = f"Комплектующие: {seller}"
        place = edge or _place(places, f"node:{seller.inn}")
        rows.append({"what": FitWhat.PURCHASE, "name": name, "place": place})
    for row in rows:
        services.fit_add(actor=actor, project=project, fields=common | row, at=at)
    if project.number % ASKS_EVERY == ASKS and places:
        fields = common | {"what": FitWhat.PURCHASE, "name": NEW_PURCHASE, "place": ""}
        line = services.fit_add(actor=actor, project=project, fields=fields, at=at)
        services.change_ask(actor=actor, line=line, part=FitPart.MAP, text=REQUEST, at=at)


def _measure(project: JointProject) -> str:
    """The last measure of the cluster's programme, if it has one by now."""
    programme = programme_on(project.cluster)
    return next(reversed(list(programme.measures)), "") if programme else ""


def _place(places: dict[str, str], key: str) -> str:
    return key if key in places else ""


def fit_settle(project: JointProject, company: Company, at: datetime) -> None:
    """The managing organisation answers what was asked, and the team chooses the places and measures it lacks."""
    open_ = ChangeRequest.objects.filter(line__project=project, state=ChangeState.ASKED)
    for request in open_.select_related("line__project__cluster__manager"):
        manager = company.managing(project.cluster.manager)
        services.change_answer(actor=manager, request=request, state=ChangeState.DECLINED, answer=ANSWER, at=at)
    team = company.speaking(project.initiator)
    node, measure = f"node:{project.initiator.inn}", _measure(project)
    for line in FitLine.objects.filter(project=project):
        fields = {"place": line.place or node, "measure": line.measure or measure}
        services.fit_edit(actor=team, line=line, fields=fields, at=at)
