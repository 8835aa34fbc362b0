"""What goes out: one module a format, behind one registry (`formats`)."""

from __future__ import annotations

from reader.exchange.exporters.bundle import Bundle, gathered, gathered_notes
from reader.exchange.exporters.exporter import Exporter
from reader.exchange.exporters.formats import FORMATS, all_formats, exporter

__all__ = ["FORMATS", "Bundle", "Exporter", "all_formats", "exporter", "gathered", "gathered_notes"]
