"""The published site as an app: a service worker that keeps pages on the device, and what installs it."""

from handbook.serviceworker.files import retired_worker, service_worker_files

__all__ = ["retired_worker", "service_worker_files"]
