"""What the user can change: settings, keys, and the hours that follow from them.

Reads its own files, so that a mistake in one of them is answered with file, line and what was expected.
"""
