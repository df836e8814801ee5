"""The text of an uploaded file, read in a process of its own that may fail without harm.

`process.read_text` starts that process; everything else here runs in it, knows no Django and no settings, and is handed
no secret. What a file can do to it: use the seconds and memory of `Limits`, and end with a `Reason`.
"""
