"""The network behind an address: limits count by it, and it groups what one sender sent. Pure."""

from ipaddress import AddressValueError, IPv6Address, IPv6Network

_ONE_SUBSCRIBER = 64
"""Bits of an IPv6 address that a provider gives to one line; whoever has it has all the rest."""


def network_of(address: str) -> str:
    """The address as one text: of IPv6 its /64; one that stands for an IPv4 address is that.

    What is no IPv6 address is returned as it is.
    """
    try:
        version_6 = IPv6Address(address.partition("%")[0])
    except AddressValueError:
        return address
    if version_6.ipv4_mapped is not None:
        return str(version_6.ipv4_mapped)
    return str(IPv6Network((int(version_6), _ONE_SUBSCRIBER), strict=False))
