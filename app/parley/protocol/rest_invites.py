"""The REST shapes of invitations to the shop. The routes are listed in `rest.py`."""

from datetime import datetime

from parley.domain.people import AccountKind
from parley.protocol.rest import Shape


class InviteInfo(Shape, frozen=True, kw_only=True):
    """What an invitation says before one accepts it."""

    shop_name: str
    invited_by: str
    kind: AccountKind
    expires_at: datetime


class CreateInvite(Shape, frozen=True, kw_only=True):
    """`kind` owner isn't possible. `uses` 1 to 1,000, `valid_days` 1 to 90."""

    kind: AccountKind
    uses: int = 1
    valid_days: int = 7


class Invite(Shape, frozen=True, kw_only=True):
    """An invitation of the shop's; the code itself is shown only when it is made."""

    id: str
    kind: AccountKind
    uses: int
    used: int
    created_by: str
    created_at: datetime
    expires_at: datetime
    is_revoked: bool = False


class CreatedInvite(Shape, frozen=True, kw_only=True):
    """`link` opens in a browser, `join_link` in Parley (`parley://join?...`)."""

    invite: Invite
    code: str
    link: str
    join_link: str
