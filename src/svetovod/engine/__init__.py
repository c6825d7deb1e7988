"""The thinking floor: pure Python, no Django, no network, no clock, no unseeded chance."""
