"""Where each region stands on the tile map: a drawing in text, one word a tile, dots for empty cells."""

GRID = """
.     .     .     MUR   .     .     .     .     .     .     .     .     .     .     .     .     CHU
.     .     KR    ARK   NEN   .     .     .     YAN   .     .     .     SA    .     MAG   KAM   .
.     SPE   LEN   VLG   .     .     KO    .     KHM   .     TOM   KYA   .     AMU   KHA   SAK   .
KGD   PSK   NGR   YAR   IVA   KOS   KIR   PER   SVE   TYU   NVS   KEM   IRK   BU    YEV   PRI   .
.     SMO   TVE   MOW   VLA   NIZ   ME    UD    CHE   KGN   OMS   KK    ZAB   .     .     .     .
.     BRY   KLU   MOS   RYA   MO    CU    TA    BA    .     ALT   AL    TY    .     .     .     .
.     KRS   ORL   TUL   TAM   PNZ   ULY   SAM   ORE   .     .     .     .     .     .     .     .
.     .     BEL   LIP   VOR   SAR   VGG   .     .     .     .     .     .     .     .     .     .
.     .     UA-43 KDA   ROS   KL    AST   .     .     .     .     .     .     .     .     .     .
.     .     UA-40 AD    KC    STA   CE    DA    .     .     .     .     .     .     .     .     .
.     .     .     .     KB    SE    IN    .     .     .     .     .     .     .     .     .     .
"""


# ISO codes whose second half is not a short name
SHORT_EN = {"UA-43": "CR", "UA-40": "SEV"}


def positions() -> dict[str, tuple[int, int]]:
    """ISO code -> (column, row)."""
    found = {}
    for row, line in enumerate(GRID.strip("\n").splitlines()):
        for column, word in enumerate(line.split()):
            if word != ".":
                found[word if word.startswith("UA-") else f"RU-{word}"] = (column, row)
    return found
