"""Typed: the money raised together."""
