"""Sheets out to the clerk's desk and back: what the verbs export, form, import and collect share."""
