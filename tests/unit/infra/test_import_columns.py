"""The columns of a clinic's list are guessed from their names, and can be chosen instead."""

import pytest

from infra.import_lists.column_rules import (
    APPOINTMENTS,
    PEOPLE,
    Column,
    choose_columns,
    guess_columns,
    missing_columns,
)


def guessed(*header: str) -> dict[str, str]:
    columns = guess_columns(header, PEOPLE)
    return {column.value: header[at] for column, at in columns.used.items()}


class TestAreGuessed:
    @pytest.mark.parametrize(
        ("header", "expected"),
        [
            (
                ["Patient Name", "Cell Phone #", "E-mail", "D.O.B.", "Comments"],
                ["name", "phone", "email", "date-of-birth", "notes"],
            ),
            (
                ["First Name", "M.I.", "Last Name", "Suffix", "Email Address"],
                ["first-name", "middle-name", "last-name", "suffix", "email"],
            ),
            (
                ["Nombre", "Apellidos", "Teléfono", "Correo electrónico", "Fecha de nacimiento"],
                ["first-name", "last-name", "phone", "email", "date-of-birth"],
            ),
            (
                ["Apellido Paterno", "Apellido Materno", "Nombre(s)", "Celular"],
                ["last-name", "second-last-name", "first-name", "phone"],
            ),
            (["Nombre del paciente", "Teléfono del paciente"], ["name", "phone"]),
            (["NOMBRE COMPLETO", "telefono_movil"], ["name", "phone"]),
            (["client's name", "PHONE NUMBER (primary)"], ["name", "phone"]),
        ],
    )
    def test_from_english_and_spanish_names(self, header: list[str], expected: list[str]) -> None:
        assert guessed(*header) == dict(zip(expected, header, strict=True))

    def test_of_several_numbers_the_mobile_one_is_used(self) -> None:
        assert guessed("Name", "Home Phone", "Mobile Phone", "Work Phone")["phone"] == (
            "Mobile Phone"
        )

    def test_of_two_columns_of_one_name_the_first_is_used(self) -> None:
        columns = guess_columns(["Name", "Phone", "Phone"], PEOPLE)
        assert columns.used[Column.PHONE] == 1

    def test_a_whole_name_beside_both_parts_is_not_needed(self) -> None:
        assert guessed("Full name", "First", "Last", "Phone") == {
            "first-name": "First",
            "last-name": "Last",
            "phone": "Phone",
        }

    def test_a_whole_name_beside_one_part_is_used(self) -> None:
        assert guessed("Full name", "First", "Phone") == {"name": "Full name", "phone": "Phone"}

    def test_what_is_not_used_is_told(self) -> None:
        columns = guess_columns(["Name", "Shoe size", "", "Phone"], PEOPLE)
        assert columns.unused == ("Shoe size",)

    def test_those_of_appointments_have_a_date_a_time_a_service_and_a_location(self) -> None:
        header = ["Paciente", "Teléfono", "Fecha", "Hora", "Tipo de cita", "Sucursal"]
        used = guess_columns(header, APPOINTMENTS).used
        assert [column.value for column in used] == [
            *("name", "phone", "date", "time", "service", "location")
        ]


class TestCanBeChosen:
    def test_by_the_name_in_the_file(self) -> None:
        columns = guess_columns(["Who", "Phone", "Reach"], PEOPLE)
        chosen = choose_columns(columns, {Column.NAME: "Who", Column.PHONE: "Reach"})
        assert chosen.used == {Column.NAME: 0, Column.PHONE: 2}

    def test_left_out(self) -> None:
        columns = guess_columns(["Name", "Phone", "Notes"], PEOPLE)
        assert Column.NOTES not in choose_columns(columns, {Column.NOTES: ""}).used

    def test_taken_from_what_was_guessed(self) -> None:
        columns = guess_columns(["Name", "Phone"], PEOPLE)
        assert choose_columns(columns, {Column.NOTES: "Phone"}).used == {
            Column.NAME: 0,
            Column.NOTES: 1,
        }

    def test_but_not_by_one_that_is_not_there(self) -> None:
        with pytest.raises(ValueError, match="no column of the name chosen for phone"):
            choose_columns(guess_columns(["Name"], PEOPLE), {Column.PHONE: "Fone"})


def test_columns_that_are_needed_and_not_there_are_named() -> None:
    assert missing_columns(guess_columns(["Last name", "Age"], PEOPLE), PEOPLE) == [
        "There is no column for the name.",
        "There is no column for a phone number or an email address.",
    ]
    assert missing_columns(guess_columns(["Name", "Email"], APPOINTMENTS), APPOINTMENTS) == [
        "There is no column for the date.",
        "There is no column for the service.",
    ]
    assert missing_columns(guess_columns(["Name", "Email"], PEOPLE), PEOPLE) == []
    assert missing_columns(guess_columns(["Name", "Phone"], PEOPLE), PEOPLE) == []
