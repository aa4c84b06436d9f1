"""Days off and days worked in lieu, of years that the program does not know or that were changed."""

from liaison.columns import Column, Noun
from liaison.dates import Day
from liaison.kinds import Coded

CALENDAR = Noun(
    name="calendar",
    label="放假安排",
    table="calendar_day",
    identity=(("day",),),
    keys=(("day",),),
    unique=False,
    dated=("day",),
    titled=("day", "name"),
    order="t.day",
    columns=(
        Column(
            "day",
            "日期",
            Day(),
            planned=True,
            required=True,
            option="--on",
            synonyms=("年月日",),
            examples=("2027-01-01", "2027-02-06", "2027-02-14"),
        ),
        Column(
            "kind",
            "性质",
            Coded(words=("休", "班"), english=("rest", "work")),
            required=True,
            synonyms=("休班", "休或班"),
            help="休 是放假，班 是调休上班；平常的周末和工作日不用写",
            examples=("休", "休", "班"),
        ),
        Column(
            "name",
            "名称",
            synonyms=("节日", "节假日", "节日名称", "说明", "备注"),
            examples=("示例：元旦", "示例：春节", "示例：春节调休"),
        ),
    ),
)
