"""What a package knows of Amazon's services: all that the functions call, said as botocore says it.

Where a function would call anything else, it has no such method, in every test of the package.
"""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore
import pytest
from botocore import xform_name
from botocore.loaders import Loader
from botocore.model import ServiceModel, Shape
from botocore.session import Session

from chalicelib.platform.aws_calls import CALLS
from infra.deploy.cut_models import cut_models, cut_service

ROOT = Path(__file__).parents[2]
WHOLE = Path(botocore.__file__).parent / "data"
TOOLS = {"manage_accounts.py"}
"""Run by whoever deploys, with a client of their own: no function imports them."""

REGIONS = ("us-east-1", "us-west-2", "ca-central-1", "eu-central-2", "us-gov-west-1", "cn-north-1")


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Botocore's data as a package has it."""
    return cut_in(tmp_path_factory.mktemp("cut") / "data")


def cut_in(data: Path) -> Path:
    data.mkdir()
    for service in CALLS:
        shutil.copytree(WHOLE / service, data / service)
    for beside in WHOLE.glob("*.json"):
        shutil.copy(beside, data)
    cut_models(data)
    return data


def loader(data: Path) -> Loader:
    return Loader([str(data)], include_default_search_paths=False)


def client(data: Path, service: str, region: str = "us-east-1") -> Any:
    session = Session()
    session.register_component("data_loader", loader(data))
    return session.create_client(
        service, region, aws_access_key_id="none", aws_secret_access_key="none"
    )


def service_model(data: Path, service: str) -> ServiceModel:
    return ServiceModel(loader(data).load_service_model(service, "service-2"), service)


def names_called() -> Iterator[str]:
    """The name of every method that the functions' code calls, whatever it is called on."""
    for path in (ROOT / "chalicelib").rglob("*.py"):
        if path.name not in TOOLS:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    yield node.func.attr


def said(shape: Shape | None, seen: tuple[str, ...] = ()) -> Any:
    """All that is sent, checked and read by a shape; of one inside itself, the name."""
    if shape is None or shape.name in seen:
        return shape and shape.name
    inner = (*seen, shape.name)
    parts = {
        part: getattr(shape, part) for part in ("member", "key", "value") if hasattr(shape, part)
    }
    members = getattr(shape, "members", {})
    return (
        shape.name,
        shape.type_name,
        shape.metadata,
        shape.serialization,
        {name: said(each, inner) for name, each in (members | parts).items()},
    )


@pytest.mark.parametrize("service", CALLS)
class TestEachService:
    def test_has_the_calls_that_the_functions_make_and_no_other(
        self, service: str, cut: Path
    ) -> None:
        known = {xform_name(name) for name in service_model(WHOLE, service).operation_names}
        made = known & set(names_called())
        assert made == {xform_name(name) for name in CALLS[service]}
        assert set(client(cut, service).meta.method_to_api_mapping) == made

    def test_takes_and_gives_in_each_call_what_it_did(self, service: str, cut: Path) -> None:
        whole, ours = service_model(WHOLE, service), service_model(cut, service)
        assert ours.metadata == whole.metadata
        for name in CALLS[service]:
            theirs, mine = whole.operation_model(name), ours.operation_model(name)
            assert mine.http == theirs.http
            assert said(mine.input_shape) == said(theirs.input_shape)
            assert said(mine.output_shape) == said(theirs.output_shape)
            assert [said(each) for each in mine.error_shapes] == [
                said(each) for each in theirs.error_shapes
            ]

    @pytest.mark.parametrize("region", REGIONS)
    def test_is_reached_at_the_same_address(self, service: str, region: str, cut: Path) -> None:
        ours, theirs = client(cut, service, region), client(WHOLE, service, region)
        assert ours.meta.endpoint_url == theirs.meta.endpoint_url
        assert ours.meta.partition == theirs.meta.partition


def test_a_call_that_nothing_makes_is_no_method_of_a_client(cut: Path) -> None:
    with pytest.raises(AttributeError, match="scan"):
        client(cut, "dynamodb").scan(TableName="any")


def test_a_call_that_the_service_does_not_have_stops_the_packaging() -> None:
    model = loader(WHOLE).load_service_model("ses", "service-2")
    with pytest.raises(KeyError, match="SendPigeon"):
        cut_service(model, ["SendPigeon"])


def test_the_same_data_are_cut_to_the_same_bytes(cut: Path, tmp_path: Path) -> None:
    again = cut_in(tmp_path / "again")
    assert files(again) == files(cut)


def test_little_is_left_to_read(cut: Path) -> None:
    """A function parses the addresses at its start: a megabyte of them, where nothing is cut."""
    assert sum(len(content) for content in files(cut).values()) < 200_000


def files(data: Path) -> dict[str, bytes]:
    return {p.relative_to(data).as_posix(): p.read_bytes() for p in data.rglob("*") if p.is_file()}
