"""What the dossier refuses, each fault with its place, the value, the rule and what mends it."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from svetovod.web.common.formatting import day


def before_registration(dated: date, registered: date, name: str) -> str:
    return _(
        "%(day)s is before %(name)s was registered (%(registered)s): an agreement cannot be older than its side. "
        "Correct the date, or the day of registration."
    ) % {"day": day(dated), "name": name, "registered": day(registered)}


def before_founding(dated: date, founded: date) -> str:
    return _(
        "%(day)s is before the cluster was founded (%(founded)s): no paper of a cluster can be older than it. "
        "Correct the date, or the day the cluster was founded."
    ) % {"day": day(dated), "founded": day(founded)}


def in_future(dated: date, today: date) -> str:
    return _(
        "%(day)s is still to come (today is %(today)s): only what has been signed is entered. Correct the date."
    ) % {"day": day(dated), "today": day(today)}


def backwards(ends: date, begins: date) -> str:
    return _(
        "%(ends)s is before %(begins)s, the day of the paper: a term ends after it begins. Correct one of the dates."
    ) % {"ends": day(ends), "begins": day(begins)}


def left_before_joining(left: date, joined: date) -> str:
    return _("%(left)s is before the participant joined (%(joined)s): one leaves after joining. Correct the date.") % {
        "left": day(left),
        "joined": day(joined),
    }


def not_listed(code: str) -> str:
    return _(
        "%(code)s is not in the list of documents: the list of the edition decides. Choose a document of the list."
    ) % {"code": code}


def agreed_twice(number: str) -> str:
    return _(
        "Agreement No. %(number)s of that day with the same side is entered already. Cancel the earlier one, or "
        "correct the number."
    ) % {"number": number}


def has_left(name: str) -> str:
    return _("%(name)s is no participant now: agreements are entered for present participants.") % {"name": name}


def before_predecessor(on: date, until: date, name: str) -> str:
    return _(
        "%(day)s is before %(name)s ceased to manage the cluster (%(until)s): one organisation manages it at a time. "
        "Correct the date."
    ) % {"day": day(on), "name": name, "until": day(until)}


def replaced_before_beginning(on: date, since: date) -> str:
    return _(
        "%(day)s is before the present organisation began to manage the cluster (%(since)s): it is replaced after it "
        "begins. Correct the date."
    ) % {"day": day(on), "since": day(since)}


def not_required(key: str) -> str:
    return _("%(key)s is no requirement of the edition of the dossier. Reload the page.") % {"key": key}


def met_by_nothing() -> str:
    return _("A requirement is met by something: name the paper or the place it is seen at, or choose a document.")


def no_such_document() -> str:
    return _("The dossier holds no such document in force. Choose one of the list.")


def years_backwards(first: int, last: int) -> str:
    return _("%(last)s is before %(first)s: a programme ends after it begins. Correct one of the years.") % {
        "first": first,
        "last": last,
    }


def too_many_years(most: int) -> str:
    return _("A programme lasts at most %(most)d years here. Correct one of the years.") % {"most": most}


def approved_without_number() -> str:
    return _("An approved programme has a number: write that of the paper that approves it.")


def approved_before(on: date, before: date) -> str:
    return _(
        "%(day)s is before the version in force was approved (%(before)s): a later version takes its place. "
        "Correct the date."
    ) % {"day": day(on), "before": day(before)}


def nothing_to_approve() -> str:
    return _("A programme has at least one measure and one indicator: add them, then approve it.")


def approved_already() -> str:
    return _("This version is approved and stays as it is. Open a draft of the next version to change it.")


def former_version() -> str:
    return _("This version is no longer in force: what is told of it is history. Enter it in the present one.")


def numbered_twice(number: str) -> str:
    return _("There is a measure No. %(number)s already. Give another number.") % {"number": number}


def outside_the_programme(on: date, first: int, last: int) -> str:
    return _("%(day)s is outside the years of the programme (%(first)d–%(last)d). Correct the date.") % {
        "day": day(on),
        "first": first,
        "last": last,
    }


def not_of_the_cluster() -> str:
    return _("A measure is for a participant of the cluster or its managing organisation. Choose one of the list.")


def no_such_goal() -> str:
    return _("This draft has no such goal. Choose one of the list.")


def named_twice(name: str) -> str:
    return _("There is an indicator “%(name)s” already. Name this one otherwise.") % {"name": name}


def baseline_of_a_year() -> str:
    return _("A starting value has its year, and a year its value: fill in both or neither.")


def period_outside(first: int, last: int) -> str:
    return _("The periods of this programme are those of %(first)d–%(last)d. Reload the page.") % {
        "first": first,
        "last": last,
    }


def difference_gone() -> str:
    return _("The difference shown is too old or was not made here. Send the file again.")


def values_moved(count: int) -> str:
    said = ngettext(
        "%(count)d value was changed by somebody else since the difference was shown. Send the file again.",
        "%(count)d values were changed by somebody else since the difference was shown. Send the file again.",
        count,
    )
    return said % {"count": count}


def too_many_rows(most: int) -> str:
    return _("At most %(limit)d rows of a kind.") % {"limit": most}


def between_two_regions() -> str:
    return _("An agreement between regions names two of them at least. Choose another one.")


def object_twice(name: str) -> str:
    return _("“%(name)s” of the same owner is in the list already. Correct that one.") % {"name": name}


def given_up_already() -> str:
    return _("This object serves the cluster no more: its line is history. Add it anew if it does again.")


def given_up_before(on: date, since: date) -> str:
    return _("%(day)s is before the object began to serve the cluster (%(since)s). Correct the date.") % {
        "day": day(on),
        "since": day(since),
    }
