"""Drives the desktop from outside, as a person would: for tests of one's own and for ours. See README.md here."""
