"""Functions trust Amazon's certificate authorities, and few others."""

import hashlib
import shutil
import ssl
from pathlib import Path

import botocore
import pytest

from infra.deploy.cut_roots import cut_roots
from infra.deploy.errors import DeployError

BUNDLE = Path(botocore.__file__).parent / "cacert.pem"

PUBLISHED = {
    "8ecde6884f3d87b1125ba31ac3fcb13d7016de7f57cc904fe1cb97c6ae98196e",
    "1ba5b2aa8c65401a82960118f80bec4f62304d83cec4713a19c39c011ea46db4",
    "18ce6cfe7bf14e60b2e347b8dfe868cb31d02ebb3ada271569f50343b46db3a4",
    "e35d28419ed02025cfa69038cd623962458da5c695fbdea3c22b0bfb25897092",
    "568d6905a2c88708a4b3025190edcfedb1974a606a13c6e5290fcb2ae63edab5",
}
"""SHA-256 of the five roots, as Amazon Trust Services publishes them."""


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return Path(shutil.copy(BUNDLE, tmp_path))


def trusted(bundle: Path) -> list[bytes]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(bundle)
    return context.get_ca_certs(binary_form=True)


def test_all_five_roots_of_amazon_are_trusted(bundle: Path) -> None:
    cut_roots(bundle)
    assert {hashlib.sha256(each).hexdigest() for each in trusted(bundle)} >= PUBLISHED


def test_of_a_hundred_others_few_are_left_and_none_is_new(bundle: Path) -> None:
    before = trusted(bundle)
    cut_roots(bundle)
    assert set(trusted(bundle)) <= set(before)
    assert len(before) > 100
    assert len(trusted(bundle)) < 20


def test_without_one_of_amazon_s_nothing_is_packaged(bundle: Path) -> None:
    bundle.write_text(bundle.read_text("utf-8").replace("CN=Amazon Root CA 3 ", "CN=Other "))
    with pytest.raises(DeployError, match="Amazon Root CA 3"):
        cut_roots(bundle)
