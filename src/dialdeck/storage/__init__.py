"""Everything that is said in SQL: the one file, its schema, its events, and who holds whom."""
