"""Instants: UTC, of fixed width, and never without a zone."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from chalicelib.platform.clock import (
    TOLD,
    Instant,
    LocalDate,
    instant_text,
    local_text,
    parse_instant,
    told_text,
    utc_now,
)

zones = st.builds(lambda minutes: timezone(timedelta(minutes=minutes)), st.integers(-720, 840))
instants = st.datetimes(
    min_value=datetime(1900, 1, 2),  # noqa: DTZ001  # hypothesis adds the zone itself
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001
    timezones=zones,
)


def to_the_millisecond(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


@given(at=instants)
def test_an_instant_comes_back_from_its_text_to_the_millisecond(at: datetime) -> None:
    assert parse_instant(instant_text(at)) == to_the_millisecond(at)


@given(at=instants)
def test_every_text_is_24_characters_of_utc(at: datetime) -> None:
    text = instant_text(at)
    assert len(text) == 24
    assert text.endswith("Z")


@given(one=instants, other=instants)
def test_the_order_of_texts_is_the_order_of_instants(one: datetime, other: datetime) -> None:
    one, other = to_the_millisecond(one), to_the_millisecond(other)
    assert (instant_text(one) < instant_text(other)) == (one < other)


def test_an_instant_is_written_the_same_in_whatever_zone_it_was_said() -> None:
    new_york = datetime(2027, 3, 14, 3, 0, tzinfo=timezone(timedelta(hours=-4)))
    assert instant_text(new_york) == "2027-03-14T07:00:00.000Z"


@given(at=instants)
def test_an_answer_tells_an_instant_in_utc_to_the_second_that_has_begun(at: datetime) -> None:
    text = told_text(at)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", text)
    assert parse_instant(text) == at.replace(microsecond=0)


@given(at=instants)
def test_a_model_keeps_an_instant_to_the_millisecond_and_tells_it_to_the_second(
    at: datetime,
) -> None:
    stamped = Stamped.model_construct(at=at)
    assert stamped.model_dump(mode="json") == {"at": instant_text(at)}
    assert stamped.model_dump(mode="json", context=TOLD) == {"at": told_text(at)}


@given(at=instants, zone=st.sampled_from(["America/New_York", "America/Chicago", "UTC"]))
def test_the_local_text_of_an_instant_is_that_instant(at: datetime, zone: str) -> None:
    text = local_text(at, ZoneInfo(zone))
    offset = r"[+-]\d{2}:\d{2}(:\d{2})?"  # to the second before there were time zones
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}" + offset, text)
    assert parse_instant(text) == at.replace(microsecond=0)


def test_a_time_without_a_zone_is_no_instant() -> None:
    naive = datetime(2027, 3, 14, 3, 0)  # noqa: DTZ001  # just that is tested
    with pytest.raises(ValueError, match="time zone"):
        instant_text(naive)
    with pytest.raises(ValueError, match="time zone"):
        told_text(naive)
    with pytest.raises(ValueError, match="time zone"):
        parse_instant("2027-03-14T03:00:00.000")


@pytest.mark.parametrize("text", ["", "today", "2027-13-01T00:00:00.000Z"])
def test_text_that_names_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_instant(text)


def test_now_is_in_utc_and_no_finer_than_what_is_stored() -> None:
    now = utc_now()
    assert now.tzinfo is UTC
    assert parse_instant(instant_text(now)) == now


class Stamped(BaseModel):
    at: Instant


class Dated(BaseModel):
    day: LocalDate


@pytest.mark.parametrize("edge", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
def test_a_date_that_no_clinic_means_is_refused(edge: str) -> None:
    with pytest.raises(ValidationError, match="enter a valid date"):
        Dated.model_validate({"day": edge})
    with pytest.raises(ValidationError, match="enter a valid date"):
        Stamped.model_validate({"at": f"{edge}T12:00:00Z"})


@pytest.mark.parametrize("day", ["1900-01-01", "1970-01-01", "2999-12-31"])
def test_every_other_date_is_taken(day: str) -> None:
    assert str(Dated.model_validate({"day": day}).day) == day
    assert str(Stamped.model_validate({"at": f"{day}T12:00:00Z"}).at.date()) == day


class TestInAModel:
    def test_an_instant_is_written_as_text(self) -> None:
        stamped = Stamped(at=datetime(2027, 3, 14, 7, 0, tzinfo=UTC))
        assert stamped.model_dump() == {"at": "2027-03-14T07:00:00.000Z"}
        assert stamped.model_dump_json() == '{"at":"2027-03-14T07:00:00.000Z"}'

    @pytest.mark.parametrize("number", [1606089600, "1606089600", "1606089600.5", "-1"])
    def test_a_number_of_seconds_is_neither_an_instant_nor_a_date(self, number: int | str) -> None:
        with pytest.raises(ValidationError):
            Stamped.model_validate({"at": number})
        with pytest.raises(ValidationError):
            Dated.model_validate_json(json.dumps({"day": number}), strict=True)

    def test_a_time_without_a_zone_is_refused(self) -> None:
        with pytest.raises(ValidationError):
            Stamped.model_validate({"at": "2027-03-14T07:00:00"})

    @pytest.mark.parametrize("edge", ["9999-12-31T23:59:59-05:00", "0001-01-01T00:00:00+05:00"])
    def test_a_time_that_utc_has_no_date_for_is_refused_and_not_found_out_later(
        self, edge: str
    ) -> None:
        with pytest.raises(ValidationError):
            Stamped.model_validate({"at": edge})
