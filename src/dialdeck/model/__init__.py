"""What the business talks about. No I/O and no clock; the screen's part of it is importable without pydantic."""
