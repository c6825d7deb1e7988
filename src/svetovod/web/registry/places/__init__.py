"""Places of an organisation: its head office and branches, each with its КПП; and which of them takes part."""
