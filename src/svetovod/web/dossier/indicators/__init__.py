"""Plan and fact of a programme's indicators as a workbook: out, and back with the difference shown first."""
