"""Settings of gunicorn: `gunicorn portal.wsgi:application --config python:portal.settings.gunicorn`."""

from __future__ import annotations

import os

bind = f"{os.environ.get('BIND', '0.0.0.0')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", 3))
threads = int(os.environ.get("WEB_THREADS", 4))
worker_class = "gthread"
timeout = 120  # a slow line may need long for one piece of an upload
graceful_timeout = 30
keepalive = 30
max_requests, max_requests_jitter = 5000, 500
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112
accesslog = "-"
# No query strings (they hold what people search for) and no headers (they hold tokens).
access_log_format = '%(h)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
