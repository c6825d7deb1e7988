"""The plan-schedule and the indicators as workbooks."""
