"""Valid bodies of registry."""

from django.core.files.uploadedfile import SimpleUploadedFile

from .body import Bodies, workbook

EMPTY = {"registry:pending_discard", "registry:sheet_restore"}

BODIES: Bodies = {
    "registry:bulk_apply": lambda k: {"file": k["bulk_file"]},
    "registry:bulk_list": lambda k: {"workbooks": workbook(k)["workbook"]},
    "registry:bulk_undo": lambda _k: {"all": "1"},
    "registry:plan": lambda _k: {"candidates": SimpleUploadedFile("c.csv", "ИНН;Наименование;Роль;Регион\n".encode())},
    "registry:recalculate": lambda k: {"on": k["day"]},
    "registry:pending_apply": lambda k: {"sha256": k["sha256"]},
    "registry:upload": workbook,
}
