import pytest

from infra.templates import read_template


def test_short_forms_are_read_as_their_long_ones() -> None:
    text = """
    ref: !Ref Table
    attribute: !GetAtt Table.Arn
    text: !Sub "${Stage}-x"
    choice: !If [IsProduction, !Ref Key, "no"]
    """
    assert read_template(text) == {
        "ref": {"Ref": "Table"},
        "attribute": {"Fn::GetAtt": ["Table", "Arn"]},
        "text": {"Fn::Sub": "${Stage}-x"},
        "choice": {"Fn::If": ["IsProduction", {"Ref": "Key"}, "no"]},
    }


def test_a_nested_attribute_keeps_its_dots() -> None:
    read = read_template("outer: !GetAtt Pool.Provider.Name")
    assert read == {"outer": {"Fn::GetAtt": ["Pool", "Provider.Name"]}}


def test_a_tag_cannot_make_python_objects() -> None:
    read = read_template("value: !python/object/apply:os.getcwd []")
    assert read == {"value": {"Fn::python/object/apply:os.getcwd": []}}


def test_what_is_no_mapping_is_refused() -> None:
    with pytest.raises(ValueError, match="mapping of sections"):
        read_template("- only\n- a list\n")
