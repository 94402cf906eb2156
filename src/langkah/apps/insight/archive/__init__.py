"""Everything of one workshop in one file, and back on an empty installation (principle 7)."""

from langkah.apps.insight.archive.restore import ArchiveRefused, restore
from langkah.apps.insight.archive.write import Manifest, write

__all__ = ["ArchiveRefused", "Manifest", "restore", "write"]
