"""Whose something is: phrases, tags, notes and rules belong to one person, or to the shop and all who work for it."""

from enum import StrEnum


class Owner(StrEnum):
    """What is a person's lies in their account log, what is the shop's in the shop log."""

    PERSON = "person"
    SHOP = "shop"
