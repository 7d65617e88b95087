"""What can come of fetching a page, and what each failure means."""

from __future__ import annotations

import socket
import ssl
from enum import StrEnum
from http import HTTPStatus

import httpcore
import httpx

from .addresses import is_missing
from .bodies import TooLarge, UnknownCoding
from .manners import Busy
from .network import NotPublic


class Outcome(StrEnum):
    """What came of fetching a page."""

    OK = "ok"
    #: the copy in the cache still holds
    NOT_MODIFIED = "not modified"
    #: there is no such page (404, 410), or no such host
    DEAD = "dead"
    #: nobody can say: a wall against robots (401, 403, 429), a server in trouble, no connection, no answer in time
    UNKNOWN = "unknown"
    #: we would not: no public address, ``robots.txt``, no http, too large, too many redirects
    REFUSED = "refused"


class FetchError(Exception):
    """A page was not fetched.

    :param url: that was asked for
    :param reason: in a plain sentence, without its full stop
    :param status: that it was answered with, or None without an answer
    """

    def __init__(self, outcome: Outcome, url: str, reason: str, status: int | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.outcome, self.url, self.reason, self.status = outcome, url, reason, status


#: What is raised where a page is fetched, besides :class:`FetchError`.
FAILURES = (
    NotPublic,
    Busy,
    TooLarge,
    UnknownCoding,
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpx.InvalidURL,
    OSError,
    OverflowError,
    ValueError,
)


def by_status(status: int) -> tuple[Outcome, str] | None:
    """What a status means, and its reason; None where the page is there."""
    if 200 <= status < 300:
        return None
    outcome = Outcome.DEAD if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE) else Outcome.UNKNOWN
    try:
        phrase = f" ({HTTPStatus(status).phrase})"
    except ValueError:
        phrase = ""
    return outcome, f"it answers {status}{phrase}"


def explained(error: Exception) -> tuple[Outcome, str]:
    """What a failure means, and its reason."""
    outcome = Outcome.UNKNOWN
    match error:
        case NotPublic():
            outcome, reason = Outcome.REFUSED, str(error)
        case TooLarge():
            outcome, reason = Outcome.REFUSED, f"it is larger than {error.limit:,} bytes"
        case httpx.InvalidURL() | OverflowError() | ValueError():
            outcome, reason = Outcome.REFUSED, "this is no address"
        case socket.gaierror() if is_missing(error):
            outcome, reason = Outcome.DEAD, "its host is not found"
        case socket.gaierror():
            reason = "its host cannot be looked up now"
        case UnknownCoding():
            reason = str(error)
        case Busy():
            reason = f"its host asks to be left alone for {error.seconds:,.0f} s"
        case httpcore.TimeoutException():
            reason = "it did not answer in time"
        case httpcore.ProtocolError():
            reason = "its answer breaks the rules of HTTP"
        case _ if isinstance(cause := error.__cause__ or error.__context__, ssl.SSLError):
            reason = f"no secure connection ({_tls_reason(cause)})"
        case _:
            reason = "no connection, or one that broke off"
    return outcome, reason


def _tls_reason(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    return (error.reason or "no common protocol").replace("_", " ").lower()
