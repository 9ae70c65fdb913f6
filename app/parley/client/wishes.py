"""What this device wishes for a conversation and the server doesn't know yet: only the fields that were touched, so
that pushing a draft doesn't undo what another device muted meanwhile."""

from datetime import datetime
from typing import Any

import msgspec

from parley.domain.conversation import Preferences


class Wish(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Fields that are None weren't touched; of `muted_until` None is a value and UNSET says that."""

    is_muted: bool | None = None
    is_pinned: bool | None = None
    is_hidden: bool | None = None
    draft: str | None = None
    draft_at: datetime | None = None
    muted_until: datetime | msgspec.UnsetType | None = msgspec.UNSET
    sound: str | None = None

    def applied_to(self, preferences: Preferences) -> Preferences:
        """The preferences as wished."""
        return msgspec.structs.replace(preferences, **self._touched())

    def and_then(self, later: "Wish") -> "Wish":
        """Both; where they differ the later one holds."""
        return msgspec.structs.replace(self, **later._touched())

    def without(self, done: "Wish") -> "Wish | None":
        """What is left after `done` was granted; None for nothing."""
        rest = {name: value for name, value in self._touched().items() if value != getattr(done, name)}
        return Wish(**rest) if rest else None

    @property
    def is_draft_alone(self) -> bool:
        """Whether it can wait until typing pauses."""
        return set(self._touched()) <= {"draft", "draft_at"} and bool(self.draft)

    def _touched(self) -> dict[str, Any]:
        fields = zip(self.__struct_fields__, self.__struct_defaults__, strict=True)
        return {name: value for name, untouched in fields if (value := getattr(self, name)) is not untouched}
