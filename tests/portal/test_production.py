"""The production profile: it asks for what it needs and stands Django's deployment check."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from tests.support.portal_server import free_port
from tests.support.postgres import Cluster, binaries

# Wagtail's admin shows previews in frames of the same origin (the CSP of public pages forbids frames); preload is the owner's choice.
MEANT = ("W019", "W021")


def check(**environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DJANGO_", "PORTAL_", "DB_", "SECRET_", "ALLOWED_"))
    }
    command = [sys.executable, "-W", "ignore", "-m", "portal.manage", "check", "--deploy", "--fail-level", "WARNING"]
    values = kept | {"DJANGO_SETTINGS_MODULE": "portal.settings.production"} | environment
    return subprocess.run(command, env=values, capture_output=True, text=True, check=False)


def test_deployment_check(tmp_path: object) -> None:
    key = "x1-" + os.urandom(40).hex()
    done = check(SECRET_KEY=key, ALLOWED_HOSTS="portal.example.cn", PORTAL_DATA=str(tmp_path), HSTS_SUBDOMAINS="1")
    left = [line for line in done.stderr.splitlines() if "security." in line and not any(code in line for code in MEANT)]
    assert left == [], done.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "SECRET_KEY is required"),
        ({"SECRET_KEY": "short", "ALLOWED_HOSTS": "a"}, "at least 32"),
        ({"SECRET_KEY": "k" * 40}, "ALLOWED_HOSTS is required"),
    ],
)
def test_what_is_missing_is_named(given: dict[str, str], said: str) -> None:
    done = check(**given)
    assert done.returncode != 0
    assert said in done.stderr


@pytest.mark.postgres
@pytest.mark.timeout(240)
@pytest.mark.skipif(binaries() is None, reason="no PostgreSQL server is installed (Debian: apt-get install postgresql)")
@pytest.mark.skipif(os.environ.get("PORTAL_TEST_DATABASE") == "postgres", reason="needs a cluster of its own")
def test_gunicorn_serves_it_on_postgresql(tmp_path: Path) -> None:
    """The steps of docs/portal.md without Docker, up to a page with its style and the admin's sign-in."""
    port = free_port()
    with Cluster() as cluster:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            "SECRET_KEY": os.urandom(40).hex(),
            "ALLOWED_HOSTS": "portal.example.cn",
            "PORTAL_DATA": str(tmp_path),
            "DB_HOST": "127.0.0.1",
            "DB_PORT": str(cluster.port),
            "DB_USER": "postgres",
            "DB_NAME": "postgres",
            "BIND": "127.0.0.1",
            "PORT": str(port),
            "WEB_WORKERS": "1",
        }
        for command in ("migrate --noinput", "createcachetable", "collectstatic --noinput"):
            manage = [sys.executable, "-m", "portal.manage", *command.split()]
            subprocess.run(manage, env=environment, check=True, capture_output=True)
        organise = (
            "from portal.organisation.models import Unit;"
            "Unit.objects.create(code='town-a', name='柳溪镇', short_name='柳溪', type='township')"
        )
        subprocess.run(
            [sys.executable, "-m", "portal.manage", "shell", "-c", organise], env=environment, check=True, capture_output=True
        )
        serve = [sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--config", "python:portal.settings.gunicorn"]
        child = subprocess.Popen(serve, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait_alive(environment, child)
            _look(port)
        finally:
            child.terminate()
            child.wait(30)


def _wait_alive(environment: dict[str, str], child: subprocess.Popen[bytes]) -> None:
    """By the container's own health check."""
    end = time.monotonic() + 60
    while time.monotonic() < end and child.poll() is None:
        if subprocess.run([sys.executable, "-m", "portal.settings.alive"], env=environment, check=False).returncode == 0:
            return
    raise AssertionError("gunicorn does not answer")


def _look(port: int) -> None:
    url, through_proxy = f"http://127.0.0.1:{port}", {"Host": "portal.example.cn", "X-Forwarded-Proto": "https"}
    assert requests.get(f"{url}/", headers={"Host": "portal.example.cn"}, allow_redirects=False, timeout=20).status_code == 301
    assert requests.get(f"{url}/", headers=through_proxy | {"Host": "evil.example"}, timeout=20).status_code == 400
    home = requests.get(f"{url}/", headers=through_proxy, timeout=20)
    assert home.status_code == 200
    assert "max-age=31536000" in home.headers["Strict-Transport-Security"]
    styles = re.findall(r'href="(/static/[^"]+\.css)"', home.text)
    assert styles
    style = requests.get(url + styles[0], headers=through_proxy, timeout=20)
    assert style.status_code == 200
    assert "immutable" in style.headers["Cache-Control"]
    assert requests.get(f"{url}/admin/login/", headers=through_proxy, timeout=20).status_code == 200
    health = requests.get(f"{url}/api/v1/health", headers=through_proxy, timeout=20).json()
    assert "practice_accounts" not in health
    wrong = {"username": "nobody", "password": "wrong"}
    login = f"{url}/_allauth/app/v1/auth/login"
    codes = [
        requests.post(login, json=wrong, headers=through_proxy | {"X-Forwarded-For": "10.0.0.9"}, timeout=20).json()
        for _ in range(6)
    ]
    assert codes[5]["errors"][0]["code"] == "too_many_login_attempts", "counted in the shared cache table"
