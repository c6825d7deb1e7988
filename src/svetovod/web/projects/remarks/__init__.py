"""What helps to write and to read remarks: templates, what experts stumble over, which remarks return."""
