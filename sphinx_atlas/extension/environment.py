"""What Sphinx keeps for us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.environment import BuildEnvironment

if TYPE_CHECKING:
    # It imports those that ask for it.
    from .domain import AtlasDomain


def domain_of(env: BuildEnvironment) -> AtlasDomain:
    """Our domain; it is there in every phase of a build."""
    domain = env.get_domain("atlas")
    return domain  # type: ignore[return-value] # ours alone is called atlas
