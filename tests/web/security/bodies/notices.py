"""Valid bodies of notices."""

from .body import Bodies

EMPTY = {"notices:mail_resend", "notices:notices_read"}

BODIES: Bodies = {}
