"""Formats that people bring or take away. No SQL, no telephone numbers: those are handed in by the session."""
