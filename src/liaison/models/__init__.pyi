"""The types of rows, made from the columns by ``make migration``: not to be edited."""

from typing import Any

from sqlalchemy import MetaData
from sqlmodel import SQLModel

TABLES: dict[str, Any]
metadata: MetaData

class Activity(SQLModel):
    id: int
    code: str
    title: str
    kind: str
    series: str | None
    start: str
    last_day: str | None
    venue: str | None
    host_id: int
    project_id: int | None
    people: int | None
    party: int | None
    turns: int | None
    hours: int | None
    outcome: str | None
    ordinal: int | None
    coverage: str | None
    note: str | None
    initials: str

class ActivityAlias(SQLModel):
    id: int
    activity_id: int
    name: str
    position: int

class ActivityUnit(SQLModel):
    id: int
    activity_id: int
    unit_id: int
    role: str
    position: int

class AgendaItem(SQLModel):
    id: int
    activity_id: int
    number: int
    matter_id: int | None
    title: str
    outcome: str | None
    for_it: int | None
    against: int | None
    abstain: int | None

class Agreement(SQLModel):
    id: int
    code: str
    name: str
    signed: str | None
    place: str | None
    start: str | None
    end_on: str | None
    content: str | None
    renews: int | None
    status: str | None
    number: str | None
    terminated: str | None
    initials: str

class AgreementAlias(SQLModel):
    id: int
    agreement_id: int
    name: str
    position: int

class AgreementParty(SQLModel):
    id: int
    agreement_id: int
    unit_id: int
    position: int

class AgreementStep(SQLModel):
    id: int
    agreement_id: int
    status: str
    day: str
    before: str | None
    note: str | None

class Alias(SQLModel):
    id: int
    unit_id: int
    name: str
    position: int

class Attendance(SQLModel):
    id: int
    activity_id: int
    unit_id: int
    people: int | None
    party: int | None
    position: int | None

class Belonging(SQLModel):
    id: int
    unit_id: int
    parent_id: int
    role: str
    start: str | None
    end_on: str | None

class CalendarDay(SQLModel):
    id: int
    day: str
    kind: str
    name: str | None

class ChairOrder(SQLModel):
    id: int
    unit_id: int
    position: int

class Charter(SQLModel):
    id: int
    start: str
    months: int | None
    turns: str | None
    meetings: int | None
    topic_days: int | None
    notice_days: int | None
    quorum: str | None
    majority: str | None
    stand_in: str | None
    task_days: int | None
    working_days: int | None
    strict: int | None
    basis: str | None
    note: str | None

class Choice(SQLModel):
    id: int
    list: str
    word: str
    position: int
    locked: int

class Closing(SQLModel):
    id: int
    year: int
    at: str
    who: str
    figures: str
    content: str
    basis: str
    reopened: str | None
    reopened_by: str | None
    reason: str | None

class Collection(SQLModel):
    id: int
    name: str
    noun: str
    year: int
    opened: str
    due: str
    folder: str
    stamp: str | None

class CollectionUnit(SQLModel):
    id: int
    collection_id: int
    unit_id: int
    sent: str
    returned: str | None
    file: str | None
    new: int | None
    changed: int | None
    same: int | None
    refused: int | None

class Correction(SQLModel):
    id: int
    closing_id: int
    at: str
    who: str
    reason: str
    parts: str

class Council(SQLModel):
    id: int
    name: str
    short: str | None
    founded: str | None
    secretariat: str | None
    symbol: str | None
    initiator: str | None
    records_from: str | None
    backup_to: str | None

class CouncilGuide(SQLModel):
    id: int
    council_id: int
    unit_id: int
    position: int

class Counter(SQLModel):
    name: str
    last: int

class Dispatch(SQLModel):
    id: int
    code: str
    title: str
    number: str
    kind: str | None
    sent_to: str | None
    day: str
    about: str | None
    digest: str | None
    note: str | None
    initials: str

class DispatchAlias(SQLModel):
    id: int
    dispatch_id: int
    name: str
    position: int

class Entry(SQLModel):
    id: int
    fund_id: int
    number: str
    day: str
    kind: str
    unit_id: int | None
    amount: int
    category: str | None
    voucher: str | None
    payee: str | None
    reverses_id: int | None
    note: str | None
    round: str | None

class FormerName(SQLModel):
    id: int
    unit_id: int
    name: str
    position: int

class Fund(SQLModel):
    id: int
    code: str
    name: str
    project_id: int | None
    custodian_id: int | None
    payee: str | None
    account: str | None
    bank: str | None
    budget: int | None
    opened: str
    closed: str | None
    initials: str

class FundAlias(SQLModel):
    id: int
    fund_id: int
    name: str
    position: int

class Heading(SQLModel):
    id: int
    noun: str
    line: str
    label: str
    meaning: str

class Honour(SQLModel):
    id: int
    code: str
    name: str
    kind: str
    level: str | None
    given_by: str | None
    holder_id: int
    recipient: str | None
    project_id: int | None
    number: str | None
    certificate: str | None
    day: str | None
    until: str | None
    review: str | None
    status: str | None
    closed: str | None
    initials: str

class HonourAlias(SQLModel):
    id: int
    honour_id: int
    name: str
    position: int

class HonourStep(SQLModel):
    id: int
    honour_id: int
    status: str
    day: str
    note: str | None

class Indicator(SQLModel):
    id: int
    code: str | None
    name: str
    unit: str | None
    every: str
    total: str
    target: str | None
    source: str | None
    in_summary: int | None
    lower_is_better: int | None
    council_id: int | None
    project_id: int | None
    body_id: int | None
    agreement_id: int | None
    series: str | None

class Journal(SQLModel):
    id: int
    at: str
    who: str
    command: str
    rows: int
    first_row: int
    chain: str

class JournalImage(SQLModel):
    id: int
    salt: str | None
    before: str | None
    after: str | None

class JournalRow(SQLModel):
    id: int
    journal_id: int
    table_name: str
    row_id: int
    digest: str

class Matter(SQLModel):
    id: int
    code: str
    kind: str
    title: str
    raised_by_id: int
    raised: str
    source: str | None
    background: str | None
    lead_id: int | None
    owner: str | None
    due: str | None
    status: str
    extensions: int
    result: str | None
    satisfaction: str | None
    closed: str | None
    project_id: int | None
    initials: str

class MatterAlias(SQLModel):
    id: int
    matter_id: int
    name: str
    position: int

class MatterHelper(SQLModel):
    id: int
    matter_id: int
    unit_id: int
    position: int

class MatterStep(SQLModel):
    id: int
    matter_id: int
    day: str
    action: str
    unit_id: int | None
    text: str | None
    due: str | None
    unit_before_id: int | None
    due_before: str | None

class Presence(SQLModel):
    id: int
    activity_id: int
    unit_id: int
    person: str | None
    post: str | None
    status: str

class Project(SQLModel):
    id: int
    code: str
    name: str
    kind: str | None
    lead_id: int
    stage: str | None
    start: str | None
    finished: str | None
    budget: int | None
    content: str | None
    initials: str

class ProjectAlias(SQLModel):
    id: int
    project_id: int
    name: str
    position: int

class ProjectStage(SQLModel):
    id: int
    project_id: int
    stage: str
    day: str
    note: str | None

class ProjectUnit(SQLModel):
    id: int
    project_id: int
    unit_id: int
    role: str
    position: int

class Published(SQLModel):
    id: int
    year: int
    figure: str
    value: int

class Reading(SQLModel):
    id: int
    indicator_id: int
    day: str
    period: str
    value: int | None
    numerator: int | None
    denominator: int | None
    approximate: str | None
    lower: int | None
    upper: int | None
    source: str | None

class Spell(SQLModel):
    id: int
    unit_id: int
    joined: str
    left_on: str | None
    reason: str | None

class Term(SQLModel):
    id: int
    ordinal: int | None
    unit_id: int
    area: str | None
    start: str
    last_day: str | None
    theme: str | None
    acting: int | None
    note: str | None

class Unit(SQLModel):
    id: int
    code: str
    name: str
    short: str | None
    category: str
    party_org_name: str | None
    party_org: str | None
    secretary: str | None
    election_due: str | None
    party_members: int | None
    headcount: int | None
    uscc: str | None
    address: str | None
    area: str | None
    rank: int | None
    contact: str | None
    contact_post: str | None
    phone: str | None
    note: str | None
    sort_key: str
    under_id: int | None
    initials: str
