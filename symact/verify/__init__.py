"""Certificates of whole profiles, read back by the small checker alone; no search is here."""
