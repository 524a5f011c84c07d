"""Measurements from outside: real programs behind a pseudo-terminal, beside two baselines in the same run.

Figures differ between machines and moments, so what counts are ratios within one run (`make bench`).
"""
