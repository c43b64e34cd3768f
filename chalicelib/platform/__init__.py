"""The ground that every room stands on: time, ids, secrets, the table, HTTP, settings and logs."""
