import json
from pathlib import Path

import pytest

from chalicelib.platform.toml_file import as_json, toml_file

STRINGS = Path(__file__).parents[3] / "chalicelib" / "strings"


@pytest.mark.parametrize("path", sorted(STRINGS.rglob("*.toml")), ids=lambda path: path.stem)
def test_every_file_of_words_says_the_same_as_json(path: Path, tmp_path: Path) -> None:
    words = tmp_path / path.name
    words.write_bytes(path.read_bytes())
    read = toml_file(words)
    as_json(words).write_text(json.dumps(read), "utf-8")
    words.unlink()
    assert toml_file(words) == read


def test_a_file_that_is_nowhere_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        toml_file(tmp_path / "gone.toml")
