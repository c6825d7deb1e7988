"""Workbooks of many clusters at once: unpacked, read in the background, compared, applied one by one, taken back."""
