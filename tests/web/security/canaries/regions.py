"""Secret and open fields of regions: a survey is the ministry's and the officials' until it is published."""

from decimal import Decimal

from .scene import NOW, Canaries, first

OPEN = {
    "opendata.DatasetDay": "dataset rows",
    "regions.Survey": "firms_sha256 purchases_sha256 counts",
    "regions.SurveyFile": "kind",
    "regions.SurveyCell": "region group sold imported outside",
    "regions.SurveyCandidate": "regions value",
    "regions.RegistryFile": "name sha256 place",
    "regions.SmeEntry": "inn category okved okved_more",
    "regions.ProductEntry": "inn okpd2 number product",
    "regions.ProductMaker": "region group",
    "regions.ClassifierEntry": "code name words",
    "regions.CentreService": "region paid",
    "regions.CentrePlan": "region planned",
    "regions.Facility": "region oktmo area occupied url",
}
SECRET = {
    "regions.Survey": dict.fromkeys(("title", "source", "problems"), "survey before it is published"),
    "regions.SurveyFile": dict.fromkeys(("name", "raw"), "table of a survey"),
    "regions.SurveyFirm": {"inn": "frozen: shown by the enterprise alone", "makes": "products not shown",
                           "imports": "products not shown"},
    "regions.RegistryFile": {"problem": "refusal of a registry file"},
    "regions.RegistryReject": {"problem": "rejected row of a registry"},
    "regions.ProductMaker": {"inn": "frozen: only counted, at least three together"},
    "regions.CentreService": dict.fromkeys(("about", "product", "withdrawn_why"), "log of a development centre"),
    "regions.Facility": dict.fromkeys(
        ("name", "capability", "source", "withdrawn_why"), "withdrawn object of a region"
    ),
    "regions.SurveyCandidate": {"told": "group that could be a cluster"},
}  # fmt: skip


def plant() -> Canaries:
    """A survey that waits to be published, with a group of a far region and an enterprise that shows nothing."""
    from svetovod.web.regions.models import CentreService, Facility, RegistryFile, Survey, SurveyFile
    from svetovod.web.registry.models import Organisation

    said = "канарейканазваниясводки"
    survey = Survey.objects.create(
        title=said, source=said, problems={"ru": [{"message": said}]}, state="read", made_at=NOW, law_on=NOW.date(),
        firms_sha256="0" * 64, purchases_sha256="0" * 64,
    )  # fmt: skip
    table, made, group = "канарейкасводногофайла", "канарейкапродукции", "канарейкакандидата"
    SurveyFile.objects.create(survey=survey, kind="firms", name=table, raw=table.encode())
    survey.firms.create(inn="0000000018", makes=[made], imports=[made])
    told = {
        "rank": 1, "title": group, "state": "short", "state_text": group, "value": "1.00", "turnover": "1.00",
        "gain": "0.00", "members": [], "why": [group],
    }  # fmt: skip
    survey.candidates.create(
        place=1, regions=["RU-KAM"], conforms=False, value=Decimal(1), told={"ru": told, "en": told}
    )
    keys = ("sheet", "row", "column", "value", "code", "message")
    why, row = (
        {lang: dict.fromkeys(keys, said) for lang in ("ru", "en")}
        for said in ("канарейкареестрасотказом", "канарейкастрокиреестра")
    )
    file = RegistryFile.objects.create(
        kind="oktmo", name="oktmo.csv", sha256="1" * 64, size=1, state="refused", made_at=NOW, problem=why
    )
    file.rejects.create(problem=row)
    helped = "канарейкаучётацентра"
    CentreService.objects.create(
        region="RU-MO", given_on=NOW.date(), kind="expert", organisation=first(Organisation).get(), about=helped,
        product=helped, made_at=NOW, withdrawn_at=NOW, withdrawn_why=helped,
    )  # fmt: skip
    gone = "канарейкаотозванногообъекта"
    Facility.objects.create(
        region="RU-MO", kind="testing", name=gone, capability=gone, source=gone, as_of=NOW.date(), made_at=NOW,
        withdrawn_at=NOW, withdrawn_why=gone,
    )  # fmt: skip
    officials = {"officer", "region", "cdc", "admin"}
    return {
        "refusal of a registry file": ("канарейкареестрасотказом", officials),
        "rejected row of a registry": ("канарейкастрокиреестра", officials),
        "withdrawn object of a region": (gone, {"region", "cdc"}),
        "log of a development centre": (helped, {"region", "cdc"}),
        "survey before it is published": (said, {"officer", "region", "cdc"}), "table of a survey": (table, set()),
        "products not shown": (made, set()), "group that could be a cluster": (group, {"officer"}),
    }  # fmt: skip
