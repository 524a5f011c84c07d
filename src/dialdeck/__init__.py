"""A keyboard-driven call deck for the terminal: who to call next, what to say, and what happens after.

This room holds the version and nothing else, so that importing any other room costs nothing.
"""

__version__ = "0.1.0"
