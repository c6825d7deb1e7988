"""How much a workbook may hold. The limits are stated in every refusal."""

FILE_BYTES = 25 * 2**20  # the file as it lies on the disk
UNPACKED_BYTES = 512 * 2**20  # the sum over the ZIP directory
RATIO = 200  # unpacked to packed, of any part over RATIO_FROM
RATIO_FROM = 16 * 2**20
PARTS = 5_000  # entries of the ZIP directory
SHARED_TEXT_BYTES = 64 * 2**20  # the table of texts, which has to be kept in memory
NAMES = 2_000  # defined names of a workbook
ROWS = 20_000  # rows with content in one sheet, the header included
CELLS = 1_000_000  # cells with content in one sheet
SLOTS = 200  # of an event of meetings
MEETING_TABLES = 5_000
CELL_TEXT = 100_000  # characters of one cell; the spreadsheet itself stops at 32,767
