"""The certificate authorities that a function trusts, cut to those that Amazon's services go by.

OpenSSL reads all of a bundle for every connection that is opened: 20 ms of a processor for the
hundred and more that botocore brings, each time. Amazon Trust Services asks that a trust store of
one's own has its five roots; DigiCert and Starfield are kept for partitions that go by others.
"""

import re
from pathlib import Path

from infra.deploy.errors import DeployError

_REQUIRED = (
    "Amazon Root CA 1",
    "Amazon Root CA 2",
    "Amazon Root CA 3",
    "Amazon Root CA 4",
    "Starfield Services Root Certificate Authority - G2",
)
"""The roots that Amazon Trust Services lists, by the common name."""

_KEPT = re.compile(r"O=(Amazon|DigiCert Inc|Starfield Technologies, Inc\.)")
_ROOT = re.compile(
    r"# Subject: (?P<subject>.+)\n(?:#.*\n)*"
    r"(?P<certificate>-----BEGIN CERTIFICATE-----\n[^-]+-----END CERTIFICATE-----\n)"
)


def cut_roots(bundle: Path) -> None:
    """Leave in a bundle of certificates those that are kept, each after a line of its subject.

    Raises DeployError where one of Amazon's own is not among them.
    """
    found = _ROOT.finditer(bundle.read_text("utf-8"))
    kept = [each for each in found if _KEPT.search(each["subject"])]
    text = "".join(f"# Subject: {each['subject']}\n{each['certificate']}" for each in kept)
    if missing := [name for name in _REQUIRED if f"# Subject: CN={name} O=" not in text]:
        raise DeployError(f"botocore's bundle of certificates has no {missing[0]}")
    bundle.write_text(text, "utf-8")
