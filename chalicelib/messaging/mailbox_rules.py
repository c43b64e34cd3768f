"""Rules of which mailbox an address leads to: a mailbox has many addresses. Pure.

Anybody can make up as many as they like of somebody else's, so what may go to a mailbox is counted
for all of them together. Nothing else goes by this: what came with one of them is opened by no
other, since it is the provider who says what a plus means.
"""

_PASS_OVER_DOTS = ("gmail.com", "googlemail.com")


def mailbox_of(email: str) -> str:
    """The address of its mailbox, for an address in its normal form."""
    local, _, domain = email.rpartition("@")
    name = local.partition("+")[0] or local
    if domain in _PASS_OVER_DOTS:
        name, domain = name.replace(".", ""), _PASS_OVER_DOTS[0]
    return f"{name}@{domain}"
