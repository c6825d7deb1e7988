"""Sections of an application: what a list of documents asks for, and how two texts of one section become one."""
