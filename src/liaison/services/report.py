"""Figures published for the years before the records begin."""

from __future__ import annotations

from liaison.nouns.report import PUBLISHED
from liaison.services.saving import Desk

PUBLISHED_DESK = Desk(PUBLISHED)
