"""The application by the round's own DOCX: what may stand in it, how it is checked, filled and set as PDF."""
