"""Parley (洽谈通): an open, self-hosted business messenger for merchants."""

__version__ = "0.1.0"
