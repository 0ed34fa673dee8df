"""Verdicts on statements about functions and numbers, from the kernel alone."""
