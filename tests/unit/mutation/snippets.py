"""Small modules, and what the operators make of them."""

from textwrap import dedent

from tests.mutation.sites import Site, sites_of


def sites_in(snippet: str) -> list[Site]:
    """The sites of a snippet, as if it were a module's text."""
    return sites_of("chalicelib/room/rules.py", dedent(snippet))


def mutants(snippet: str, operator: str) -> set[str]:
    """The lines that an operator makes of a snippet's, without the parentheses that it adds."""
    text = dedent(snippet)
    made: set[str] = set()
    for site in sites_in(text):
        if site.operator == operator:
            lines = site.mutated(text).splitlines()
            changed = [line for line in lines if line not in text.splitlines()]
            made.add(" ".join("".join(changed).replace("(", "").replace(")", "").split()))
    return made
