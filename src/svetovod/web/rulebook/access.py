"""Who may do what with the law as data: everybody reads it."""

from svetovod.web.common.access import AccessTable, anyone

ACCESS = AccessTable("rulebook", {"item.view": anyone})
