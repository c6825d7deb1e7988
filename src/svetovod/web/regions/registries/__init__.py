"""Files of state registries taken in as open data: the upload, the job that reads it, what is kept and shown of it."""
