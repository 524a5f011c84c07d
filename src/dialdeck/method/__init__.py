"""The rules of the method as pure functions: facts and instants come in, decisions go out.

No I/O, no clock, standard library only, so that every rule can be read beside its source, tested and moved.
"""
