"""Secret and open fields of figures."""

from .scene import NOW, Canaries, person

OPEN = {
    "figures.FiguresDispute": "place",
}
SECRET = {
    "figures.FiguresRequest": {
        "text": "request for figures", "passport": "request for figures", "title": "table of figures",
        "basis": "table of figures", "columns": "table of figures",
    },
    "figures.FiguresContact": {"token_hash": "frozen: a hash"},
    "figures.FiguresDraft": {"content": "draft of figures"},
    "figures.FiguresAnswer": {"content": "frozen: the trigger keeps answers", "basis": "frozen: the same"},
    "figures.FiguresDispute": {"reason": "dispute of figures"},
}  # fmt: skip


def plant() -> Canaries:
    """What enterprises told whoever asked them."""
    from svetovod.web.figures.models import FiguresDispute, FiguresDraft, FiguresRequest

    dispute = FiguresDispute.objects.select_related("answer__reply").order_by("id")[0]
    FiguresDispute.objects.filter(pk=dispute.pk).update(reason="канарейкаспора")
    FiguresRequest.objects.filter(pk=dispute.answer.reply.request_id).update(text="канарейказапроса")
    table = FiguresRequest.objects.get(office="registry_officer")
    table.title, table.basis = "канарейкатаблицы", "канарейкатаблицы"
    table.columns[0]["title"] = "канарейкатаблицы"
    table.save(update_fields=["title", "basis", "columns"])
    FiguresDraft.objects.create(
        reply=dispute.answer.reply, person=person("background"), saved_at=NOW, content={"employees": "канарейкаштата"}
    )
    asked = person("partner").grants.filter(scope_id=str(dispute.answer.reply.organisation_id)).exists()
    may = {"manager", "partner"} if asked else {"manager"}
    return {
        "request for figures": ("канарейказапроса", {"manager", "partner"}),
        "table of figures": ("канарейкатаблицы", {"officer", "region"}),
        "dispute of figures": ("канарейкаспора", may),
        "draft of figures": ("канарейкаштата", set()),
    }  # fmt: skip
