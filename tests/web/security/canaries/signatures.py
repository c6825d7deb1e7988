"""Secret and open fields of signatures."""

from hashlib import sha256

from .scene import NOW, Canaries, filed_project, first, person

OPEN = {
    "signatures.KeptPaper": "kind key content_type sha256",
    "signatures.DetachedSignature": "kind key document_sha256 sha256 slot",
    "signatures.SignatureVerdict": "engine version",
}
SECRET = {
    "signatures.KeptPaper": {"name": "frozen: with the document it is of", "content": "frozen: the document itself"},
    "signatures.DetachedSignature": {
        "content": "signer of a document", "withdrawn_why": "signer of a document",
    },
    "signatures.SignatureVerdict": {"signers": "signer of a document", "report": "signer of a document"},
}  # fmt: skip


def plant() -> Canaries:
    """Beside a file of a project that has filed."""
    from svetovod.web.documents.models import Attachment
    from svetovod.web.projects.models import CostRow
    from svetovod.web.signatures.models import DetachedSignature, SignatureVerdict

    said = "канарейкаподписанта"
    cost = first(CostRow, project=filed_project()).get()
    file = Attachment.objects.create(
        sha256="2" * 64, name="signed.pdf", content_type="application/pdf", size=1, uploaded_at=NOW,
        subject_type="projects.costrow", subject_id=str(cost.pk), kind="evidence", uploaded_by=person("background"),
    )  # fmt: skip
    content = said.encode()
    row = DetachedSignature.objects.create(
        kind="attachment", key=str(file.pk), document_sha256=file.sha256, content=content, added_at=NOW,
        sha256=sha256(content).hexdigest(), added_by=person("background"), withdrawn_by=person("background"),
        withdrawn_at=NOW, withdrawn_why=said,
    )  # fmt: skip
    answers = {"mathematics": "ok", "chain": "not_checked", "inn": "absent"}
    none = dict.fromkeys(
        ("post", "organisation", "inn", "serial", "issuer", "certificate_sha256", "algorithm", "form"), ""
    )
    days = dict.fromkeys(("valid_from", "valid_until", "signed_at"))
    signer = {"answers": answers | {"reasons": {}}, "name": said} | none | days
    SignatureVerdict.objects.create(
        signature=row, engine="e", version="1", signers=[signer], report={"text": said}, made_at=NOW, **answers
    )
    return {"signer of a document": (said, set())}
