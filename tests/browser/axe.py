"""axe-core looks at a page as it stands: WCAG 2.2 AA, in light and in dark.

    assert_accessible(page)

The script is handed to the page through the browser's own debugging channel, so the page's
Content-Security-Policy stays as it is.
"""

from typing import TYPE_CHECKING, Any

from infra.local.engines import axe
from tests.engines import engine

if TYPE_CHECKING:
    from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

_LOOK = """async (tags) => {
  const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return found.violations.map(({ id, help, nodes }) =>
    `${id}: ${help}\\n` +
    nodes.map((node) => `    ${node.target.join(" ")}: ${node.failureSummary}`).join("\\n"));
}"""


def assert_accessible(page: "Page") -> None:
    """Nothing on the page breaks WCAG 2.2 A or AA, as far as a program can tell."""
    script = engine(axe).read_text("utf-8")
    # What moves is looked at where it comes to rest.
    page.emulate_media(reduced_motion="reduce")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate(script)
        found: list[Any] = page.evaluate(_LOOK, _TAGS)
        assert found == [], f"in {scheme}:\n" + "\n".join(found)
    page.emulate_media(color_scheme="null", reduced_motion="null")
