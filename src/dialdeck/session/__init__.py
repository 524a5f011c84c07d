"""The use cases, and the only door of screens and commands. Synchronous, confined to one thread."""
