"""Figures published for the years before the records begin."""

from __future__ import annotations

from liaison.nouns.summary.report import PUBLISHED
from liaison.services.writing.saving import Desk

PUBLISHED_DESK = Desk(PUBLISHED)
