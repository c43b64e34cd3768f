"""Packages a stage: build folder, template, dependencies, zip. Skipped when nothing has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.deploy import build
from infra.deploy.api_template import sources, write_api_template
from infra.deploy.dependencies import dependency_tree
from infra.deploy.errors import DeployError
from infra.deploy.package import BUDGET, assemble
from infra.deploy.paths import BUILD
from infra.deploy.read_ahead import write_read_ahead
from infra.deploy.served_assets import Files, write_earlier


@dataclass(frozen=True)
class Package:
    """A package and the template that belongs to it."""

    zipped: Path
    template: Path
    size: int
    """Bytes of the zip."""
    reused: bool
    """Whether it is that of the last time, because nothing has changed since."""


@dataclass(frozen=True)
class Packaging:
    """Packages ``project`` for ``stage``, working in ``workspace``."""

    project: Path
    workspace: Path
    stage: str
    region: str
    host_wheels: bool = False
    """Whether the functions run on this very machine."""
    fetched: Path = BUILD / "dependencies"
    """Where dependencies are kept from one time to the next."""

    def run(self, environment: Mapping[str, str], earlier: Files) -> Package:
        """The package whose functions get ``environment``, with files of ``earlier`` pages.

        Raises DeployError; its size counts.
        """
        zipped = self.workspace / "frontdesk.zip"
        template = self.workspace / "out" / "sam.yaml"
        mark = self.workspace / "fingerprint"
        current = self._prepare(environment, earlier)
        reused = _is(mark, current) and zipped.exists() and template.exists()
        if not reused:
            mark.unlink(missing_ok=True)
            self._make(zipped)
            mark.write_text(current, "utf-8")
        size = zipped.stat().st_size
        if size > BUDGET:
            raise DeployError(f"the package has {size:,} bytes; the limit is {BUDGET:,}")
        return Package(zipped, template, size, reused)

    def _prepare(self, environment: Mapping[str, str], earlier: Files) -> str:
        """Fill the build folder; the fingerprint of all that decides what comes of it."""
        folder = self.workspace / "project"
        build.copy_project(self.project, folder)
        write_earlier(folder, earlier)
        build.write_stage_config(folder, self.stage, environment)
        others = [self.project / "requirements.txt", *sources()]
        return build.fingerprint(folder, others)

    def _make(self, zipped: Path) -> None:
        dependencies = dependency_tree(
            self.project / "requirements.txt", self.fetched, host_wheels=self.host_wheels
        )
        out = self.workspace / "out"
        write_api_template(self.workspace / "project", out, self.stage, self.region)
        ahead = self.workspace / "ahead"
        write_read_ahead(self.workspace / "project", ahead)
        tree = self.workspace / "tree"
        assemble(out / "deployment.zip", [dependencies, ahead], tree, zipped)


def _is(mark: Path, fingerprint: str) -> bool:
    return mark.exists() and mark.read_text("utf-8") == fingerprint
