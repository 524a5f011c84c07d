"""Numbers, zones, public holidays, and the ways to hand a number to something that dials."""
