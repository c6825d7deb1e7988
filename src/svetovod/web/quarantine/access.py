"""Who may see what was found in files, and drop it."""

from svetovod.web.accounts.standing import administrator
from svetovod.web.common.access import AccessTable

ACCESS = AccessTable("quarantine", {"held.view": administrator, "held.drop": administrator})
