"""Days with a time behind them, instants, compact forms and Chinese numerals: read whole or refused."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.days import read_day
from liaison.kinds import Misread

READ = {
    "2023/5/1 14:30": "2023-05-01",
    "2023-10-2 08:00:00": "2023-10-02",
    "2023.5.1\t9:05": "2023-05-01",
    "2023-05-01\n14:30": "2023-05-01",
    "２０２３－５－１　１４：３０": "2023-05-01",
    "2023年5月1日14:30": "2023-05-01",
    "2023年5月1日 下午3点": "2023-05-01",
    "2023-05-01 上午9:00": "2023-05-01",
    "2024年1月6日14时30分": "2024-01-06",
    "2024-01-07 14:30-16:30": "2024-01-07",
    "2024-01-07 9:00—11:00": "2024-01-07",
    "2024.1.7 上午9:00至下午5:00": "2024-01-07",
    "2024-01-07（星期日）下午2:30": "2024-01-07",
    "2024-01-05上午": "2024-01-05",
    "2024年1月5日下午": "2024-01-05",
    "2024年1月5日（下午）": "2024-01-05",
    "2023-05-01 下午三点半": "2023-05-01",
    "2023-05-01 3:00 PM": "2023-05-01",
    "20230501 00:00:00": "2023-05-01",
    "20230501T143000": "2023-05-01",
    "202305011430": "2023-05-01",
    "20230501143000": "2023-05-01",
    "二〇二三年五月一日": "2023-05-01",
    "二零二三年十月二十一日": "2023-10-21",
    "二○二三年十二月三十一日": "2023-12-31",
    "二O二三年元月廿一日": "2023-01-21",
    "贰零贰叁年拾月叁拾日": "2023-10-30",
    "二〇二三年五月一日下午3点": "2023-05-01",
    "2023年五月1日": "2023-05-01",
}
REFUSED = [
    "2023/5/114:30",
    "2023/5/1 14",
    "2023/1 2/5",
    "2023-05-01 25:70",
    "2023-05-01 2023-05-02",
    "2023-05-01 9:00-2023-05-02 9:00",
    "2023年5月1日2",
    "2023-05-0①",
    "2023-05-1²",
    "1月5日下午",
    "202305012560",
    "20230501T2575",
    "二〇二三年五月三十二日",
    "二〇二三年五月十十日",
    "二三年五月一日",
    "2023-05-01 14:30 约",
]


@pytest.mark.parametrize(("written", "day"), READ.items())
def test_a_day_is_read_as_written_whatever_the_hour(written: str, day: str) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_no_day_as_a_whole_is_refused(written: str) -> None:
    with pytest.raises(Misread):
        read_day(written)


ZONES = st.sampled_from([-11, -5, 0, 1, 5.5, 8, 9, 13]).map(lambda hours: timezone(timedelta(hours=hours)))


@given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)), ZONES)
def test_an_instant_is_read_where_it_is_the_same_day_in_china(naive: datetime, zone: timezone) -> None:
    moment = naive.replace(tzinfo=zone, microsecond=0)
    in_china = moment.astimezone(UTC) + timedelta(hours=8)
    forms = [moment.isoformat(), moment.isoformat(" "), moment.strftime("%Y%m%dT%H%M%S%z")]
    if zone.utcoffset(None) == timedelta(0):
        forms += [moment.strftime("%Y-%m-%dT%H:%M:%SZ"), moment.strftime("%Y-%m-%dT%H:%M:%S.250Z")]
    for written in forms:
        if in_china.date() == naive.date():
            assert read_day(written) == naive.date().isoformat()
        else:
            with pytest.raises(Misread, match=f"北京时间是 {in_china.date()}"):
                read_day(written)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_numerals_of_every_day(day: date) -> None:
    digits, tens = "〇一二三四五六七八九", ["", "十", "二十", "三十"]

    def count(number: int) -> str:
        return tens[number // 10] + (digits[number % 10] if number % 10 else "")

    year = "".join(digits[int(one)] for one in str(day.year))
    assert read_day(f"{year}年{count(day.month)}月{count(day.day)}日") == day.isoformat()
