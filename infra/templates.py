"""CloudFormation templates as data."""

from typing import Any

import yaml

Template = dict[str, Any]

_WRITTEN_OUT = {"Ref": "Ref", "Condition": "Condition"}
"""Short forms that are not written out as ``Fn::<tag>``."""


_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C reads seven times as fast. Where PyYAML was built without it, there is the other."""


class _TolerantLoader(_SafeLoader):  # type: ignore[misc]  # PyYAML publishes no types
    """Reads the short forms (``!Ref``, ``!Sub`` ...) as their long ones."""


def _long_form(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    content: Any
    if isinstance(node, yaml.ScalarNode):
        content = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        content = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        content = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(content, str):
        content = content.split(".", 1)
    return {_WRITTEN_OUT.get(suffix, f"Fn::{suffix}"): content}


_TolerantLoader.add_multi_constructor("!", _long_form)


def read_template(text: str) -> Template:
    """The template that ``text`` (YAML or JSON) holds, short forms written out.

    Raises ValueError when the text is no mapping.
    """
    content = yaml.load(text, Loader=_TolerantLoader)  # noqa: S506  # a SafeLoader at heart
    if not isinstance(content, dict):
        raise ValueError("a template is a mapping of sections")  # noqa: TRY004  # it is text
    return content
