"""Gunicorn's settings, for `make run` and for the real site: two processes that share one loaded program.

gunicorn --config platform/config/web_server.py --bind 127.0.0.1:8000 config.wsgi
"""

import gc
from typing import Any

pythonpath = "platform"
preload_app = True  # loaded once, shared by both processes; wrong settings end the server instead of each process
workers = 2
threads = 4
timeout = 30
graceful_timeout = 5
control_socket_disable = True  # it would be a file in the home folder of the user
max_requests = 10_000  # a process that grew is replaced
max_requests_jitter = 1_000
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Keep the collector off what was loaded, so that the processes go on sharing that memory."""
    gc.collect()
    gc.freeze()
