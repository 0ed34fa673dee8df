"""Profiles of many candidates: each in a process of its own, with bounded time and memory."""
