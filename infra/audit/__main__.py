"""``make audit``: what auditors find that the baseline lacks, or that it has for nothing."""

import json
import sys
import tempfile
from pathlib import Path

from infra.audit.auditors import ask_checkov, ask_nag
from infra.audit.baseline_rules import judge, read_baseline
from infra.audit.resolve_template import resolve_template
from infra.deploy.errors import DeployError
from infra.deploy.lint import package_template
from infra.deploy.paths import ACCOUNT_TEMPLATE, PROJECT, STATEFUL_TEMPLATE
from infra.deploy.transform import transform
from infra.local.engines import MissingEngineError, cloud_python
from infra.templates import read_template

BASELINE = Path(__file__).parent / "baseline.toml"
_AUDITORS = PROJECT / ".venv-audit"


def main() -> int:
    """Audit; 0 if there is nothing to see to."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            templates = _templates(Path(folder))
            findings = ask_nag(_AUDITORS / "nag" / "nag.mjs", templates)
            findings += ask_checkov(_AUDITORS / "bin" / "checkov", templates)
            kinds = _kinds(templates)
    except (DeployError, MissingEngineError) as failure:
        print(f"Not audited: {failure}", file=sys.stderr)
        return 2
    baseline = read_baseline(BASELINE.read_text("utf-8"))
    wrong = judge(findings, kinds, baseline)
    for sentence in wrong:
        print(sentence)
    print(f"{len(findings)} findings, {len(baseline)} exceptions, {len(wrong)} to see to")
    return int(bool(wrong))


def _templates(folder: Path) -> list[Path]:
    """All templates as production would have them, as JSON."""
    api = folder / "transformed.json"
    transform(package_template(folder), api, cloud_python())
    places = []
    for source, name in ((STATEFUL_TEMPLATE, "data"), (ACCOUNT_TEMPLATE, "account"), (api, "api")):
        resolved = resolve_template(read_template(source.read_text("utf-8")))
        place = folder / f"{name}.json"
        place.write_text(json.dumps(resolved, indent=1), "utf-8")
        places.append(place)
    return places


def _kinds(templates: list[Path]) -> dict[str, str]:
    return {
        name: resource["Type"]
        for place in templates
        for name, resource in json.loads(place.read_text("utf-8"))["Resources"].items()
    }


if __name__ == "__main__":
    sys.exit(main())
