"""What restored tables are called, and what merely looks so."""

from datetime import UTC, datetime

from infra.restore.table_names import instant_of, is_restored, name_of

AT = datetime(2026, 11, 27, 19, 5, tzinfo=UTC)


def test_the_name_of_a_restored_table_tells_the_instant() -> None:
    assert instant_of("night", name_of("night", AT)) == AT


def test_the_own_table_of_a_stage_called_restored_was_not_restored() -> None:
    own = "frontdesk-night-restored-data-Table-1ABCDEF"
    assert instant_of("night-restored", own) is None
    assert not is_restored("night-restored", own)


def test_a_stage_called_restored_has_restored_tables_of_its_own() -> None:
    table = name_of("night-restored", AT)
    assert instant_of("night-restored", table) == AT
    assert instant_of("night", table) is None
