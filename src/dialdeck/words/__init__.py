"""Words in and out: scripts to spoken text, typed dates to instants, spans of time to words people say.

Template engine and date parser are slow to import and are imported at their first use.
"""
