"""A copy of the site that opens from a disk, without a server and without a network."""

from handbook.offline.export import export_offline

__all__ = ["export_offline"]
