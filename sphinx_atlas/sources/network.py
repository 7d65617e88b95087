"""How pages are connected to: only at addresses that were looked at, and not for longer than was allowed.

Whatever checks an address and then lets a library look the name up again is deceived by a name server that answers
twice. So the look is taken where the connection is made, and the connection goes to the address that was seen.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore
import httpx

from .addresses import Resolve, is_public

Clock = Callable[[], float]


class NotPublic(Exception):
    """The address of a host is none of the open network."""


@dataclass(frozen=True)
class Network:
    """What connections are made with.

    :param allowed: ``host:port`` of hosts that may lie anywhere
    :param clock: in seconds, from any start
    """

    resolve: Resolve
    allowed: Collection[str]
    clock: Clock
    #: of one wait for the other side, in seconds
    timeout: float


class Transport(httpx.BaseTransport):
    """Sends requests that say in their extension ``deadline`` until when they may take, by the network's clock.

    A connection serves one request: what is fetched politely comes too seldom from one host for it to stay open.
    """

    def __init__(self, network: Network) -> None:
        self._network = network

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request.

        :raises NotPublic: if its host may not be connected to
        :raises socket.gaierror: if its host is not found
        :raises httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError: if the connection fails
        """
        # Between us and our own cache: every copy is to be asked about. Caches between us and the page need not know.
        headers = [(name, value) for name, value in request.headers.raw if name.lower() != b"cache-control"]
        timeout = self._network.timeout
        pool = httpcore.ConnectionPool(_tls(), network_backend=_Backend(self._network, request.extensions["deadline"]))
        try:
            response = pool.handle_request(
                httpcore.Request(
                    request.method,
                    httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=headers,
                    extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), timeout)},
                )
            )
        except BaseException:
            pool.close()
            raise
        return httpx.Response(response.status, headers=response.headers, stream=_Stream(response, pool))


@cache
def _tls() -> ssl.SSLContext:
    """What secure connections rest on; to read it takes long."""
    return httpx.create_ssl_context(trust_env=False)


class _Stream(httpx.SyncByteStream):
    """The body of a response; closing it closes its connection."""

    def __init__(self, response: httpcore.Response, pool: httpcore.ConnectionPool) -> None:
        self._response, self._pool = response, pool

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        with closing(self._pool):
            self._response.close()


class _Backend(httpcore.NetworkBackend):
    """Connects for one request, to an address that it has looked at."""

    def __init__(self, network: Network, deadline: float) -> None:
        self._network, self._deadline = network, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._network.resolve(host, port)
        if f"{host}:{port}" not in self._network.allowed:
            for address in addresses:
                if not is_public(address):
                    raise NotPublic(f"{host} is at {address}, an address of a private network")
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                left = self._left(timeout)
                stream = httpcore.SyncBackend().connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Limited(stream, self._left)
        raise failure

    def _left(self, timeout: float | None) -> float:
        """How long one wait may take."""
        left = self._deadline - self._network.clock()
        if left <= 0:
            raise httpcore.ReadTimeout("it took too long altogether")
        return left if timeout is None else min(left, timeout)


class _Limited(httpcore.NetworkStream):
    """A connection of which each wait counts: a byte now and then keeps it from no end."""

    def __init__(self, stream: httpcore.NetworkStream, left: Callable[[float | None], float]) -> None:
        self._stream, self._left = stream, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Limited(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
