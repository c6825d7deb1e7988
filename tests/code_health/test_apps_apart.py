"""Web apps meet at a few doors only: selectors to read, services to write, enums to compare, standing to ask, samples
of letters to look at."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "src" / "svetovod" / "web"
APPS = sorted(path.name for path in WEB.iterdir() if (path / "apps.py").exists())
DOORS = {"selectors", "services", "enums", "standing", "samples"}
# (who imports, what of another app): why it is not one of the doors
ALLOWED = {
    ("commission", "secrecy.access"): "registry: whose files are no secrets, and who checks their signatures",
    ("confirmation", "secrecy.access"): "the same",
    ("events", "secrecy.access"): "the same",
    ("projects", "secrecy.access"): "the same",
    ("projects", "secrecy.spaces"): "registry: to which project a paper of the estimate belongs",
    ("selection", "projects.secrets"): "secrets of an export and of an envelope are those of its projects",
    ("events", "documents.seam"): "a marked file handed out by the link of a letter",
    ("selection", "documents.seam"): "a marked file handed out to the expert whose sheet it is on",
    ("secrecy", "accounts.models"): "what a reader acted as is a role that was given",
    ("projects", "secrecy.words"): "the sheet of an archive that names its secrets",
    ("selection", "secrecy.words"): "the same",
    ("registry", "secrecy.holders"): "registry: how an organisation is named on a mark",
    ("commission", "projects.award"): "registry: the sums of an agreement that a selection keeps",
    ("commission", "signatures.attachments"): "registry: whose INN a signer of these files ought to have",
    ("commission", "signatures.seam"): "registry: which papers are signed with a key, and by whom",
    ("confirmation", "signatures.attachments"): "registry: whose INN a signer of these files ought to have",
    ("confirmation", "signatures.seam"): "registry: which papers are signed with a key, and by whom",
    ("dossier", "signatures.attachments"): "registry: the page that a file of the dossier belongs to",
    ("dossier", "registry.access"): "the page of a programme opens to whoever sees the cluster",
    ("confirmation", "registry.access"): "an extract is seen by whoever sees the cluster",
    ("selection", "signatures.seam"): "registry: which papers are signed with a key, and by whom",
    ("signatures", "documents.models"): "files are what is signed",
    ("signatures", "documents.access"): "who may read and write a file is asked of the table that says so",
    ("signatures", "accounts.personal"): "registry: who keeps personal data exports and erases it",
    ("signatures", "accounts.actors"): "what a job does is the product's own",
    ("signatures", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("secrecy", "documents.models"): "files are what is marked",
    ("secrecy", "documents.downloads"): "a file handed out, never as something a browser runs",
    ("secrecy", "documents.papers"): "the paper mill: types of files",
    ("secrecy", "documents.access"): "who may read and write a file is asked of the table that says so",
    ("secrecy", "documents.seam"): "registry: who hands out a marked file, and hears of a copy",
    ("secrecy", "accounts.actors"): "what a job does is the product's own",
    ("secrecy", "accounts.personal"): "registry: who keeps personal data exports and erases it",
    ("selection", "accounts.access"): "registry: whose pages an administrator does not look at",
    ("commission", "accounts.access"): "registry: whose pages an administrator does not look at",
    ("selection", "projects.access"): "whoever reads a draft that is applied for is asked of the table that says so",
    ("opendata", "accounts.actors"): "open data knows nobody: everything is asked as a visitor",
    ("opendata", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("workbench", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("workbench", "opendata.datasets"): "what everybody may have as files is what a question reads",
    ("workbench", "regions.centre"): "the log of a development centre, for those who may read it",
    ("workbench", "regions.page"): "which regions lie beside each other is said in one place",
    ("regions", "accounts.actors"): "pages of regions know nobody: what is public is asked as a visitor",
    ("regions", "documents.typesetting"): "the paper mill: data to PDF",
    ("regions", "projects.models"): "projects of a region are counted where three stand behind the number",
    ("regions", "registry.doors"): "registry: what else belongs to an organisation",
    ("regions", "registry.models"): "enterprises and clusters are listed, and targets of foreign keys",
    ("dossier", "documents.access"): "registry: who may read and write an attachment",
    ("dossier", "registry.doors"): "registry: what else belongs to a cluster",
    ("confirmation", "registry.doors"): "registry: what else belongs to a cluster",
    ("confirmation", "registry.models"): "clusters and verdicts are targets of foreign keys",
    ("confirmation", "documents.access"): "registry: who may read and write an attachment",
    ("confirmation", "documents.models"): "attachments are listed as the papers of an application",
    ("confirmation", "documents.papers"): "the paper mill: one shape to PDF and DOCX",
    ("matchmaking", "documents.typesetting"): "the paper mill: data to PDF",
    ("confirmation", "documents.typesetting"): "the paper mill: data to PDF",
    ("projects", "documents.papers"): "the paper mill: one shape to PDF and DOCX",
    ("notices", "accounts.actors"): "reports of mail servers and links of letters are acted on by the product itself",
    ("events", "notices.showing"): "letters looked at before they leave",
    ("events", "accounts.actors"): "what a job does is the product's own",
    ("events", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("events", "documents.typesetting"): "the paper mill: data to PDF",
    ("events", "documents.downloads"): "a file handed out by the link of a letter, never as something a browser runs",
    ("selection", "documents.downloads"): "a file handed out by its place on a sheet, under the name that may be told",
    ("events", "documents.pictures"): "photographs and logos are drawn anew where files are kept",
    ("events", "documents.papers"): "the paper mill: one shape to PDF and DOCX",
    ("support", "documents.pptx"): "the paper mill: slides",
    ("confirmation", "accounts.actors"): "a job acts for the product itself; whether an officer may is asked as him",
    ("confirmation", "accounts.personal"): "registry: who keeps personal data exports and erases it",
    ("confirmation", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("dossier", "registry.held"): "a cluster judged by the edition of its dossier",
    ("dossier", "rulebook.listeners"): "registry: who wants to hear that the law has changed",
    ("dossier", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("matchmaking", "accounts.actors"): "what a job does is the product's own",
    ("matchmaking", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("matchmaking", "documents.papers"): "the paper mill: one shape to PDF and DOCX",
    ("matchmaking", "events.doors"): "registry: what else belongs to a session",
    ("selection", "events.becoming"): "registry: what became of the projects of a session",
    ("selection", "events.leading"): "registry: which selections a series of sessions leads to",
    ("api", "quarantine.door"): "files sent by programs pass the door of all files",
    ("quarantine", "accounts.actors"): "what a job finds and what a mailbox brings is the product's own to write down",
    ("quarantine", "accounts.personal"): "registry: who keeps personal data exports and erases it",
    ("quarantine", "audit.words"): "where a file was sent is said as the journal says it",
    ("quarantine", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("quarantine", "documents.scanning"): "where the bytes of files lie that nobody has looked through",
    ("commission", "documents.scanning"): "a template is opened as it comes in: it is not taken unscanned",
    ("projects", "documents.scanning"): "a template is opened as it comes in: it is not taken unscanned",
    ("registry", "documents.filetypes"): "what reading an archive with wrong bytes raises is listed once",
    ("regions", "documents.scanning"): "what keeps files elsewhere than as attachments takes none not looked through",
    ("registry", "documents.scanning"): "what keeps files elsewhere than as attachments takes none not looked through",
    ("selection", "documents.scanning"): "what keeps files elsewhere than as attachments takes none not looked through",
    ("api", "accounts.actors"): "the public API knows nobody: everything is asked as a visitor",
    ("api", "matchmaking.telling"): "business meetings as JSON, of what their pages show",
    ("api", "projects.telling"): "a project as JSON, made beside its pages of what they show",
    ("events", "accounts.models"): "a person is made on registration and is the target of its foreign key",
    ("figures", "accounts.actors"): "reminders on dates are the system's; the holder of a link brings a signed sheet",
    ("figures", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("figures", "accounts.models"): "a contact is a person, made on invitation, and the target of its foreign key",
    ("figures", "accounts.personal"): "registry: who keeps personal data exports and erases it",
    ("figures", "documents.access"): "registry: who may read and write an attachment",
    ("figures", "documents.typesetting"): "the paper mill: data to PDF",
    ("figures", "registry.doors"): "registry: what else belongs to a cluster",
    ("projects", "accounts.narrowing"): "registry: what a token may be limited to",
    ("projects", "documents.models"): "attachments are listed with the rows they belong to",
    ("projects", "registry.models"): "organisations and clusters are targets of foreign keys and choices of forms",
    ("selection", "projects.outputs"): "the template of an application is checked and filled where projects are",
    ("selection", "documents.access"): "registry: who may read and write an attachment",
    ("selection", "projects.models"): "projects and versions are targets of foreign keys",
    ("commission", "accounts.actors"): "what a job does is the product's own",
    ("commission", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("commission", "documents.access"): "registry: who may read and write an attachment",
    ("commission", "documents.papers"): "the paper mill: one shape to PDF and DOCX",
    ("commission", "documents.typesetting"): "the paper mill: data to PDF",
    ("commission", "projects.outputs"): "a template is checked and filled where those of applications are",
    ("commission", "projects.phrases"): "a half-year is worded in one place",
    ("commission", "selection.phrases"): "outcomes and states are worded in one place",
    ("commission", "selection.grounds"): "on what grounds is said in one place, to letters and extracts",
    ("commission", "selection.access"): "the people of a commission are those of its round",
    ("commission", "selection.conflicts"): "who speaks for a party is said in one place",
    ("commission", "selection.forms"): "fields of numbers as the round has them",
    ("commission", "selection.mandate"): "registry: what a sitting settles for its selection",
    ("commission", "selection.models"): "rounds, seats and applications are targets of foreign keys",
    ("commission", "selection.views"): "pages of a commission stand among those of its round",
    ("portal", "accounts.actors"): "the list of public pages knows nobody: everything is asked as a visitor",
    ("portal", "documents.typesetting"): "the paper mill: data to a picture",
    ("portal", "registry.models"): "the portal counts and lists across apps and has no rows of its own",
    ("portal", "projects.models"): "the same",
    ("portal", "events.models"): "the same",
    ("portal", "selection.models"): "the same",
    ("portal", "selection.access"): "first steps lead only whoever may take them",
    ("portal", "events.linked"): "the home page says of a session to programs what its own page says",
    ("portal", "regions.centre"): "the desk of a development centre shows its form as the page does",
    ("portal", "events.doors"): "registry: what else belongs to a session",
    ("portal", "events.phrases"): "the home page words a session as its own page does",
    ("portal", "events.becoming"): "what became of the projects of sessions, by whoever knows of it",
    ("portal", "matchmaking.funnel"): "which meetings each step counts is said in one place",
    ("portal", "projects.path"): "registry: what comes next on a project's path",
    ("notices", "accounts.models"): "whoever a letter of the day waits for is a person",
    ("notices", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("notices", "accounts.adapter"): "the outbox adapter refines the one of accounts",
    ("events", "accounts.personal"): "registry: who keeps personal data exports and erases it",
    ("notices", "accounts.personal"): "registry: who keeps personal data exports and erases it",
    ("registry", "rulebook.listeners"): "registry: who wants to hear that the law has changed",
    (
        "registry",
        "rulebook.draft_paper",
    ): "the note to a draft: the rulebook says what changes, the others what it does",
    ("projects", "rulebook.draft_paper"): "the same",
    ("registry", "documents.access"): "registry: who may read and write an attachment",
    ("rulebook", "documents.access"): "registry: who may read and write an attachment",
    ("events", "documents.access"): "registry: who may read and write an attachment",
    ("projects", "documents.access"): "registry: who may read and write an attachment",
    ("figures", "handover.seam"): "registry: what of a person's work can be handed over",
    ("projects", "handover.seam"): "the same",
    ("events", "handover.seam"): "the same",
    ("rulebook", "handover.seam"): "the same",
    ("registry", "handover.seam"): "the same",
    ("registry", "accounts.elsewhere"): "registry: places in which an administrator gives the first role",
    ("selection", "handover.seam"): "the same",
    ("dossier", "handover.seam"): "the same",
    ("confirmation", "handover.seam"): "the same",
    ("signing", "accounts.personal"): "registry: who keeps personal data exports and erases it",
    ("signing", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("signing", "handover.seam"): "registry: what of a person's work can be handed over",
    ("signing", "registry.doors"): "registry: what else belongs to an organisation",
    ("signing", "registry.models"): "organisations are targets of foreign keys",
    ("selection", "handover.roles"): "an office of a selection is given as any role is",
    ("handover", "accounts.access"): "whoever may give and take back a role may hand it over, and nobody else",
    ("handover", "accounts.actors"): "a job carries out what a leader has started, with the roles of now",
    ("handover", "accounts.models"): "persons and roles are what is handed over",
    ("handover", "accounts.personal"): "registry: who keeps personal data exports and erases it",
    ("handover", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("matchmaking", "projects.path"): "registry: what comes next on a project's path",
    ("events", "projects.path"): "registry: what comes next on a project's path",
    (
        "selection",
        "projects.withheld",
    ): "registry: versions filed to a sealed intake, not read by a session's panel",
    ("selection", "projects.path"): "registry: what comes next on a project's path",
    ("commission", "selection.steps"): "states of the round in which a commission acts are those of its selection",
    ("selection", "projects.remarks"): "registry: whether a selection names its experts beside their remarks",
    ("support", "documents.typesetting"): "the paper mill: data to PDF",
    ("projects", "documents.typesetting"): "the paper mill: data to PDF",
    ("projects", "accounts.actors"): "a job acts for whoever asked for it, with the roles of now",
    ("projects", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("registry", "documents.typesetting"): "the paper mill: data to PDF",
    ("selection", "documents.typesetting"): "the paper mill: data to PDF",
    ("registry", "accounts.actors"): "a job acts for whoever asked for it, with the roles of now",
    ("registry", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("selection", "audit.clock"): "a job asks what day it is; requests carry theirs",
    ("selection", "accounts.personal"): "registry: who keeps personal data exports and erases it",
    ("selection", "accounts.actors"): "a place accepted is given by whoever offered it, with the roles of now",
}


def imported(path: Path) -> Iterator[list[str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ([*node.module.split("."), alias.name] for alias in node.names)


@cache
def crossings() -> dict[tuple[str, str], str]:
    """(importing app, `app.room`) of every import past the doors, with a file to look at."""
    found = {}
    for app in APPS:
        for path in (WEB / app).rglob("*.py"):
            for name in imported(path) if "migrations" not in path.parts else ():
                if name[:2] != ["svetovod", "web"] or len(name) < 4 or name[2] in {app, "common"}:
                    continue
                if name[2] in APPS and name[3] not in DOORS:
                    found[app, f"{name[2]}.{name[3]}"] = str(path.relative_to(WEB))
    return found


def test_apps_meet_at_the_doors() -> None:
    found = crossings()
    assert {key: place for key, place in found.items() if key not in ALLOWED} == {}


def test_every_exception_is_still_needed() -> None:
    assert set(ALLOWED) - set(crossings()) == set()
