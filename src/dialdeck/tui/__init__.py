"""The terminal: it paints what the session hands it and passes keys on; it decides nothing about people.

Importing this room costs nothing, so that the session can open the file while Textual is still being imported.
"""
