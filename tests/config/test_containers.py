"""Dockerfile and compose.yaml agree with the code and the papers; their commands run where nothing may be written.

No engine for containers is needed: the commands are taken from these files and run as they stand, but for the port.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from django.db import connection

from config.environment import read_environment
from tests.architecture.sources import ROOT
from tests.config.test_environment import Asked
from tests.elasticsearch_node.build import version
from tests.servers import free_port

DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ("prepare", "web", "worker")
EXAMPLE = (ROOT / "compose.env.example").read_text()
FILLED_IN = re.compile(r"\$\{(\w+)(?::[-?]([^}]*))?\}")


def last(instruction: str) -> list[str]:
    """Return the arguments of the last such instruction of the Dockerfile."""
    return list(json.loads(re.findall(rf"^{instruction} (\[.*\])$", DOCKERFILE, re.MULTILINE)[-1]))


def health_of_the_image() -> list[str]:
    [found] = re.findall(r"^HEALTHCHECK .*CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    return list(json.loads(found))


def test_every_variable_is_one_that_the_site_reads() -> None:
    asked = Asked()
    read_environment(asked, production=False)
    for name in OURS:
        assert set(SERVICES[name]["environment"]) <= asked.names
    assert set(re.findall(r"(\w+)=", DOCKERFILE.split("ENV ")[1].split("\n")[0])) <= asked.names | {
        "PATH",
        "PYTHONPATH",
        "PYTHONUNBUFFERED",
        "PYTHONDONTWRITEBYTECODE",
        "DJANGO_SETTINGS_MODULE",
    }


def test_the_example_of_env_names_every_variable_of_compose() -> None:
    text = (ROOT / "compose.yaml").read_text()
    used = {name for name, _ in FILLED_IN.findall(text)}
    required = {name for name, rest in FILLED_IN.findall(text) if "set it in .env" in rest}
    assert set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE)) == used
    assert required <= set(re.findall(r"^([A-Z_]+)=", EXAMPLE, re.MULTILINE))


def test_no_secret_stands_in_the_files() -> None:
    secrets = re.findall(
        r"^ +(\w*(?:PASSWORD|SECRET_KEY|TOKEN|API_KEY)): (.+)$", (ROOT / "compose.yaml").read_text(), re.M
    )
    assert secrets
    assert [name for name, value in secrets if not value.startswith("${")] == []
    assert re.findall(r"^(?:\w*(?:PASSWORD|SECRET_KEY|TOKEN))=(.+)$", EXAMPLE, re.MULTILINE) == []


def test_every_image_has_a_version() -> None:
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    images += [service["image"] for name, service in SERVICES.items() if name not in OURS]
    assert len(images) >= 4
    assert [image for image in images if not re.search(r":\d+(\.\d+)*(-[\w-]+)?$", image)] == []
    python = re.findall(r"^FROM python:(\d+\.\d+)", DOCKERFILE, re.MULTILINE)
    assert set(python) == {"3.11"}, "the oldest that pyproject.toml allows, on which the tests run"


def test_compose_runs_the_elasticsearch_that_the_tests_run() -> None:
    assert {s["image"] for s in SERVICES.values() if "elasticsearch" in s["image"]} == {f"elasticsearch:{version()}"}


def test_elasticsearch_asks_for_a_password_over_tls() -> None:
    settings = SERVICES["elasticsearch"]["environment"]
    assert settings["xpack.security.enabled"] == "true"
    assert settings["xpack.security.http.ssl.enabled"] == "true"
    assert SERVICES["web"]["environment"]["ELASTICSEARCH_URL"].startswith("https://")
    assert "ports" not in SERVICES["elasticsearch"]
    assert "ports" not in SERVICES["postgresql"]


@pytest.mark.parametrize("name", OURS)
def test_our_containers_may_do_little(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "user" not in service
    assert re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)[-1] == "10001:10001"


def test_every_service_that_stays_is_asked_for_its_health() -> None:
    assert last("CMD")
    staying = {name: s for name, s in SERVICES.items() if s.get("restart") == "unless-stopped"}
    assert set(staying) == {"postgresql", "elasticsearch", "web", "worker"}
    assert [name for name, service in staying.items() if name != "web" and "test" not in service["healthcheck"]] == []


def test_every_volume_and_service_that_is_named_exists() -> None:
    for name, service in SERVICES.items():
        assert {volume.split(":")[0] for volume in service.get("volumes", [])} <= set(COMPOSE["volumes"]), name
        assert set(service.get("depends_on", {})) <= set(SERVICES), name
        assert set(service.get("networks", [])) <= set(COMPOSE["networks"]), name
    site = {volume.split(":")[1] for volume in SERVICES["web"]["volumes"]}
    assert re.search(r"VAR_DIR=(\S+)", DOCKERFILE)[1] in site  # type: ignore[index]
    certificate = SERVICES["web"]["environment"]["ELASTICSEARCH_CA_CERTIFICATE"]
    assert str(Path(certificate).parent) in site


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the build would copy: the files in version control that .dockerignore lets through."""
    folder = tmp_path_factory.mktemp("image")
    allowed = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.MULTILINE)
    listed = subprocess.run(["git", "ls-files", "-z", *allowed], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def variables(tmp_path: Path, image: Path, elasticsearch_url: str) -> dict[str, str]:
    """The environment as the two files give it, with the servers of the tests."""
    options = connection.settings_dict
    login = f"{options['USER']}:{quote(options['PASSWORD'])}".rstrip(":")
    server = f"{quote(options['HOST'], safe='')}:{options['PORT']}".rstrip(":")
    given = dict(re.findall(r"(\w+)=(\S+)", DOCKERFILE.split("ENV ")[1].split("\n")[0]))
    for name, value in SERVICES["web"]["environment"].items():
        given[name] = FILLED_IN.sub(lambda match: match[2] if match[2] != "set it in .env" else "x" * 60, value)
    return given | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}",
        "PYTHONPATH": f"{image}{os.pathsep}{image / 'platform'}",
        "HOME": "/nonexistent",
        "VAR_DIR": str(tmp_path / "var"),
        "ALLOWED_HOSTS": "www.example.org",
        "BASE_URL": "https://www.example.org",
        "DATABASE_URL": f"postgresql://{login}@{server}/{options['NAME']}",
        "ELASTICSEARCH_URL": elasticsearch_url,
        "ELASTICSEARCH_CA_CERTIFICATE": "",
        "ELASTICSEARCH_USER": "",
        "ELASTICSEARCH_PASSWORD": "",
        "ELASTICSEARCH_INDEX_PREFIX": "containers-test",
    }


@pytest.fixture
def untouched(image: Path) -> Iterator[None]:
    """See that nothing is written beside the code."""
    before = {file: file.stat().st_mtime_ns for file in image.rglob("*")}
    yield
    assert {file: file.stat().st_mtime_ns for file in image.rglob("*")} == before


@pytest.mark.parametrize("name", ["web", "worker"])
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("untouched")
def test_the_command_runs_and_says_that_it_is_well(name: str, image: Path, variables: dict[str, str]) -> None:
    command, health, port = SERVICES[name].get("command") or last("CMD"), SERVICES[name].get("healthcheck"), free_port()
    check = health["test"][1:] if health else [*health_of_the_image(), "--port", str(port)]

    def ask() -> subprocess.CompletedProcess[str]:
        return subprocess.run(check, cwd=image, env=variables, capture_output=True, text=True, check=False)

    running = subprocess.Popen(
        [part.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for part in command], cwd=image, env=variables
    )
    try:
        deadline = time.monotonic() + 60
        while (answer := ask()).returncode:
            assert running.poll() is None, "it ended by itself"
            assert time.monotonic() < deadline, answer.stderr
            time.sleep(0.2)
    finally:
        running.terminate()
        ended = running.wait(30)
    assert ended == 0
    assert ask().returncode == 1
