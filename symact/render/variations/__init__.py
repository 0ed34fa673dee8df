"""Variation tables in each format."""
