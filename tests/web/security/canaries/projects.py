"""Secret and open fields of projects."""

from .scene import NOW, Canaries, filed_project, first, person

OPEN = {
    "projects.ApplicationTemplate": "occasion sha256 warnings",
    "projects.JointProject": "code edit_key",
    "projects.ModelBook": "sha256",
    "projects.FilingPaper": "step",
    "projects.FitLine": "place measure",
    "projects.ProjectAudience": "occasion",
    "projects.ProjectBundle": "sha256",
    "projects.ProjectSection": "key edit_key",
    "projects.ProjectStage": "after",
    "projects.ProjectVersion": "sha256",
    "projects.Remark": "occasion key place",
    "projects.SectionList": "occasion title_ru title_en source sections",
    "projects.SectionPen": "edit_key",
}
SECRET = {
    "projects.JointProject": {
        "title": "title", "replaces": "replaces", "buyers": "buyers", "makers": "makers", "lacking": "lacking",
        "okpd2": "okpd2", "tnved": "tnved", "requested": "requested", "minimum": "minimum", "own_funds": "own funds",
        "loan_funds": "loan funds",
    },
    "projects.SubsidyAgreement": {"number": "agreement", "amount": "sum of an agreement"},
    "projects.IndicatorReport": {"evidence": "report", "period": "later: a half-year alone says nothing"},
    "projects.LoweringRequest": {
        "was": "lowered value", "wanted": "lowered value", "reason": "reason of a request",
        "paper": "reason of a request", "period": "later: a half-year alone says nothing",
    },
    "projects.ProjectBundle": {"missing": "what an archive lacks"},
    "projects.CostDocument": {
        "number": "document of a kit", "payer": "document of a kit", "seller": "document of a kit",
        "seller_name": "document of a kit", "gross": "sum of a document", "vat": "sum of a document",
    },
    "projects.EfficiencyPlan": {
        "rate": "later: a share has no words, its basis stands beside it", "basis": "efficiency", "years": "efficiency",
    },
    "projects.ModelBook": {
        "name": "model", "cells": "model", "names": "model", "blind": "later: places of the sheet alone",
    },
    "projects.ModelLink": {"source": "model", "target": "later: a key of the project's own number"},
    "projects.ChangeRequest": {"text": "request for a change", "answer": "request for a change"},
    "projects.FilingPaper": {"paper": "paper of filing"},
    "projects.FitLine": {"name": "line of the map", "okpd2": "line of the map", "place_name": "line of the map"},
    "projects.CostRow": {
        "amount": "amount", "given": "sum of a document row", "evidence": "evidence",
        "rate": "later: a rate of the bank is public, the sum stands beside it",
    },
    "projects.Indicator": {"name": "indicator", "unit": "indicator", "baseline": "starting value"},
    "projects.IndicatorValue": {"period": "indicator", "plan": "plan", "fact": "plan"},
    "projects.ProjectSection": {"text": "section"},
    "projects.SectionPen": {"text": "words kept aside"},
    "projects.ProjectStage": {"name": "stage", "result": "stage"},
    "projects.ProjectVersion": {"content": "frozen: the trigger keeps versions; the matrix asks who opens one"},
    "projects.Remark": {"text": "remark"},
    "projects.RemarkTemplate": {"text": "template of a remark"},
    "projects.RemarkReply": {"text": "answer to a remark"},
}  # fmt: skip


def plant() -> Canaries:
    """The living project behind a version that was shown and filed, and what is said about it."""
    from svetovod.web.projects.models import (
        ChangeRequest,
        CostDocument,
        CostRow,
        EfficiencyPlan,
        FilingPaper,
        FitLine,
        Indicator,
        IndicatorReport,
        IndicatorValue,
        JointProject,
        LoweringRequest,
        ModelBook,
        ModelLink,
        ProjectBundle,
        ProjectSection,
        ProjectStage,
        Remark,
        RemarkReply,
        RemarkTemplate,
        SectionPen,
        SubsidyAgreement,
    )

    row = filed_project()
    words = ("title", "replaces", "buyers", "makers", "lacking")
    sums = {"requested": 81230045, "minimum": 71230045, "own_funds": 61230045, "loan_funds": 51230045}
    JointProject.objects.filter(pk=row.pk).update(
        **{word: f"канарейка{word}" for word in words}, **sums, okpd2="99.87.65.432", tnved="9987654329"
    )
    cost = first(CostRow, project=row).get()
    CostRow.objects.filter(pk=cost.pk).update(
        amount=41230045, given=31230046, vat="none", evidence="канарейкаоснования"
    )
    CostDocument.objects.create(
        cost=cost, kind="payment", number="канарейкадокумента", on=NOW, payer="0000000018", seller="0000000025",
        seller_name="канарейкадокумента", gross=21230045, vat=0, rate="none",
    )  # fmt: skip
    ModelBook.objects.update_or_create(
        project=row, defaults={
            "name": "канарейкамодели", "sha256": "0" * 64, "cells": {"канарейкамодели!B1": "13230045"},
            "names": {"канарейкамодели": "канарейкамодели!B1"}, "read_at": NOW,
        },
    )  # fmt: skip
    ModelLink.objects.update_or_create(
        project=row, target="money:requested", defaults={"source": "канарейкамодели"}
    )  # fmt: skip
    EfficiencyPlan.objects.update_or_create(
        project=row, defaults={
            "rate": "0.12", "basis": "канарейкаэффективности",
            "years": [{"year": 2023, "revenue": "11230045.00", "costs": "0.00", "taxes": "0.00"}],
        },
    )  # fmt: skip
    FilingPaper.objects.create(project=row, step="taxes", paper="канарейкасправки", dated_on=NOW)
    line = FitLine.objects.create(
        project=row, position=99, what="purchase", name="канарейкакарты", okpd2="27.31", place_name="канарейкакарты"
    )
    ChangeRequest.objects.create(
        line=line, part="map", text="канарейкапросьбы", asked_at=NOW, asked_by=person("background"),
        answer="канарейкапросьбы",
    )  # fmt: skip
    first(Indicator, project=row).update(name="канарейкапоказателя", baseline=29230045)
    agreement = SubsidyAgreement.objects.create(
        project=row, number="канарейкасоглашения", signed_on=NOW, amount=19230045, report_days=30
    )
    IndicatorReport.objects.create(agreement=agreement, period="2022H1", told_on=NOW, evidence="канарейкаотчёта")
    LoweringRequest.objects.create(
        indicator=Indicator.objects.filter(project=row).first(), period="2022H2", was=18230045, wanted=17230045,
        reason="канарейкапричины", asked_on=NOW, paper="канарейкапричины",
    )  # fmt: skip
    first(IndicatorValue, indicator__project=row, plan__isnull=False).update(plan=31230045)
    section = ProjectSection.objects.filter(project=row).first()
    assert section is not None, "a project of the scene has texts"
    ProjectSection.objects.filter(pk=section.pk).update(text="канарейкараздела")
    SectionPen.objects.create(
        section=section, edit_key="канарейка", person=person("background"), text="канарейкапера", seen_at=NOW
    )
    ProjectBundle.objects.create(
        project=row, ordered_by=person("background"), ordered_at=NOW, missing=[["канарейкаархива", "канарейкаархива"]]
    )
    first(ProjectStage, project=row).update(name="канарейкаэтапа", result="канарейкаэтапа")
    remark = Remark.objects.order_by("id")[0]
    Remark.objects.filter(pk=remark.pk).update(text="канарейказамечания")
    RemarkReply.objects.create(
        remark=remark, author=person("background"), at=NOW, action="accept", text="канарейкаответа"
    )
    RemarkTemplate.objects.create(
        author=person("background"), section="estimate", severity="advice", text="канарейкашаблона", kept_at=NOW
    )
    hidden = Remark.objects.exclude(author=person("expert-2")).exclude(pk=remark.pk).order_by("id")[0]
    Remark.objects.filter(pk=hidden.pk).update(text="канарейкакоманды", visibility="team")
    panel = {"organiser", "expert-2"}
    nobody: set[str] = set()
    return {
        **{word: (f"канарейка{word}", nobody) for word in words},
        **{name.replace("_", " "): (str(value), nobody) for name, value in sums.items()},
        "okpd2": ("99.87.65.432", nobody), "tnved": ("9987654329", nobody),
        "amount": ("41230045", nobody), "sum of a document row": ("31230046", nobody),
        "evidence": ("канарейкаоснования", nobody),
        "indicator": ("канарейкапоказателя", nobody), "plan": ("31230045", nobody),
        "what an archive lacks": ("канарейкаархива", nobody),
        "stage": ("канарейкаэтапа", nobody), "section": ("канарейкараздела", nobody),
        "paper of filing": ("канарейкасправки", nobody),
        "line of the map": ("канарейкакарты", nobody), "request for a change": ("канарейкапросьбы", nobody),
        "agreement": ("канарейкасоглашения", nobody), "sum of an agreement": ("19230045", nobody),
        "report": ("канарейкаотчёта", nobody), "lowered value": ("17230045", nobody),
        "starting value": ("29230045", nobody), "reason of a request": ("канарейкапричины", nobody),
        "words kept aside": ("канарейкапера", nobody),
        "document of a kit": ("канарейкадокумента", nobody), "sum of a document": ("21230045", nobody),
        "efficiency": ("канарейкаэффективности", nobody), "model": ("канарейкамодели", nobody),
        "template of a remark": ("канарейкашаблона", nobody),
        "remark": ("канарейказамечания", panel),
        "answer to a remark": ("канарейкаответа", panel), "remark to the team": ("канарейкакоманды", nobody),
    }  # fmt: skip
