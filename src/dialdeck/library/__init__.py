"""What comes with the program as data: cadences and calling rules, as files that can be read and replaced."""
