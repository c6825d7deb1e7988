"""How much a file of a registry may hold. Every refusal states the limit."""

FILE_BYTES = 4 * 2**30  # as it lies on the disk
UNPACKED_BYTES = 64 * 2**30  # the sum over the ZIP directory; the whole SME registry is some 10 GB
MEMBERS = 50_000  # entries of an archive; the SME registry has some 8,000
RATIO = 200  # unpacked to packed, of any member over RATIO_FROM
RATIO_FROM = 16 * 2**20
SHARED_TEXT_BYTES = 1 * 2**30  # of a workbook's table of texts, unpacked
REJECTED = 1_000  # rejected rows that are told one by one; all are counted
CELL = 20_000  # characters of one cell or one attribute
BATCH = 2_000  # rows
