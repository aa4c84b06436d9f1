"""Documents that went out: no number twice."""

from __future__ import annotations

from liaison.figures.check import Check, once
from liaison.queries.summary.dispatch import DOCUMENT

CHECKS = (Check("documents_once", "文号不重复", once(DOCUMENT)),)
