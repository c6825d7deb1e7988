from django import template
from django.utils.safestring import SafeString

from svetovod.web.common.templatetags.ui import state
from svetovod.web.notices.enums import MailState
from svetovod.web.notices.models import OutgoingMail

register = template.Library()
KINDS = {
    MailState.QUEUED: "clock",
    MailState.SENDING: "now",
    MailState.SENT: "yes",
    MailState.FAILED: "no",
    MailState.UNCLEAR: "warn",
    MailState.HELD: "wait",
    MailState.RETURNED: "no",
    MailState.DROPPED: "none",
}


@register.simple_tag
def mail_state(mail: OutgoingMail) -> SafeString:
    drawn: SafeString = state(KINDS[MailState(mail.state)], mail.get_state_display())
    return drawn
