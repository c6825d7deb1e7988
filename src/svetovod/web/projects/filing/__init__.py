"""Preparing to file: the applicant's status on the fixed date, what signing needs, the day of readiness by the pace."""
