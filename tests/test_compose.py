"""compose.yaml: what it starts, and who can reach that."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from service.settings import SETTINGS

COMPOSE: dict[str, Any] = yaml.safe_load((Path(__file__).parent.parent / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
NODES = [name for name, service in SERVICES.items() if "opensearch" in service["image"]]
OURS = [name for name, service in SERVICES.items() if service["image"] == "backmatter"]
REPLICAS = [name for name in OURS if "command" not in SERVICES[name]]
ADDRESS = SERVICES[OURS[0]]["environment"]["BACKMATTER_ENGINE"]


def test_three_nodes_make_one_cluster() -> None:
    """Each with a name and data of its own; they know each other, and so does the service."""
    environments = [SERVICES[name]["environment"] for name in NODES]

    assert len(NODES) == 3
    assert [one["node.name"] for one in environments] == NODES
    assert len({SERVICES[name]["volumes"][0].partition(":")[0] for name in NODES} & COMPOSE["volumes"].keys()) == 3
    for one in environments:
        assert (
            one["discovery.seed_hosts"].split(",") == one["cluster.initial_cluster_manager_nodes"].split(",") == NODES
        )
    assert re.findall(r"([\w-]+):9200", ADDRESS) == NODES


def test_two_replicas_stand_behind_one_address() -> None:
    """One service syncs for both."""
    (proxy,) = (name for name in SERVICES if name not in {*NODES, *OURS})
    behind = re.findall(r"([\w-]+):8000", COMPOSE["configs"]["caddyfile"]["content"])
    (keeper,) = set(OURS) - set(REPLICAS)

    assert len(REPLICAS) == 2
    assert behind == REPLICAS
    assert "/health" in COMPOSE["configs"]["caddyfile"]["content"]
    assert SERVICES[keeper]["command"][:2] == ["backmatter", "index"]
    assert SERVICES[proxy]["configs"] == [{"source": "caddyfile", "target": "/etc/caddy/Caddyfile"}]


def test_one_port_is_published_and_to_this_machine_alone() -> None:
    """Nobody reaches a node but by the network that the services share, which leads nowhere else."""
    published = [port for service in SERVICES.values() for port in service.get("ports", ())]

    assert [port.partition(":")[0] for port in published] == ["127.0.0.1"]
    assert COMPOSE["networks"]["cluster"]["internal"] is True
    assert all(SERVICES[name]["networks"] == ["cluster"] for name in NODES)
    assert all("network_mode" not in service for service in SERVICES.values())


@pytest.mark.parametrize("name", SERVICES)
def test_images_are_of_one_version(name: str) -> None:
    """What is started tomorrow is what was tried today; ours is built from this folder."""
    service = SERVICES[name]

    assert service.get("build") == "." or re.search(r":\d+\.\d+\.\d+(-\w+)?$", service["image"])
    assert service["restart"] == "unless-stopped"
    assert service.get("healthcheck") or name in REPLICAS, "the image's own, which asks for /health"


@pytest.mark.parametrize("name", OURS)
def test_the_service_may_write_the_index_folder_alone(name: str) -> None:
    """Posts are read; whatever it sets is a setting."""
    service = SERVICES[name]
    posts, index = service["volumes"]

    assert posts.endswith(":/posts:ro")
    assert index.endswith(":/index")
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["environment"].keys() <= {setting.variable for setting in SETTINGS}
