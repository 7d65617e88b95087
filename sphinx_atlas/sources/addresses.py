"""Which addresses of the network may be connected to: public ones, and those that are let through by name."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

#: Host and port to the addresses of the host, in the order in which they are to be tried.
Resolve = Callable[[str, int], list[str]]

#: IPv6 addresses that carry an IPv4 address in their last four bytes (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver.

    :raises socket.gaierror: if there is no such host, or nobody knows
    :raises UnicodeError: if the name is none
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address is one of the open network: not of this machine, its neighbours or a cloud's metadata.

    IPv4 addresses inside IPv6 ones are judged as what they lead to.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if inner := ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1]):
            return is_public(str(inner))
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def is_missing(error: socket.gaierror) -> bool:
    """Whether a resolver has said that there is no such host, and not that it could not find out."""
    return error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
