"""Why a swarm can't run.

ParleyError
└── SwarmFailed
"""

from parley.domain.errors import ParleyError


class SwarmFailed(ParleyError):
    """The swarm can't go on; the text says why and what to do."""
