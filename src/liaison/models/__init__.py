"""What is stored: the SQLModel tables, that is the schema and the row types."""

from sqlmodel import SQLModel

from liaison.models.activity import Activity, ActivityCoHost, Attendance
from liaison.models.chair import ChairOrder, Term
from liaison.models.collect import Collection, CollectionUnit, Heading
from liaison.models.council import Choice, Council, Counter, Published
from liaison.models.fund import Entry, Fund
from liaison.models.journal import Journal, JournalImage, JournalRow
from liaison.models.member import FormerName, Spell, Unit
from liaison.models.project import Indicator, Project, ProjectPartner, ProjectStage, Reading

__all__ = [
    "Activity",
    "ActivityCoHost",
    "Attendance",
    "ChairOrder",
    "Choice",
    "Collection",
    "CollectionUnit",
    "Council",
    "Counter",
    "Entry",
    "FormerName",
    "Fund",
    "Heading",
    "Indicator",
    "Journal",
    "JournalImage",
    "JournalRow",
    "Project",
    "ProjectPartner",
    "ProjectStage",
    "Published",
    "Reading",
    "Spell",
    "Term",
    "Unit",
]

metadata = SQLModel.metadata
