"""A bill of materials (CycloneDX): what the guide hands out, and what builds and tests it, from the lock."""

from __future__ import annotations

import argparse
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.contrib.hash.factories import HashTypeFactory
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from guide.data import Guide
from guide.frame.version import version

NAME = "exchange-exit-guide"
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+?)(?:\s*;[^\\\n]*)?\s*\\?$((?:\n\s+--hash=sha256:\w+\s*\\?)*)", re.M)
HASH = re.compile(r"--hash=(sha256:\w+)")
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "exchange-exit-guide.invalid")


def run_sbom(arguments: argparse.Namespace, guide: Guide, root: Path) -> int:
    """Write the bill of materials to the file named, or print it."""
    text = bill(guide, (root / "requirements.lock").read_text("utf-8"), version())
    if arguments.out:
        arguments.out.write_text(text, "utf-8", newline="\n")
    else:
        print(text, end="")
    return 0


def bill(guide: Guide, lock: str, of: str) -> str:
    """Return the bill as JSON; the same data, lock and version (`COMMIT DAY`) give the same text."""
    commit, _, day = of.partition(" ")
    licences = LicenseFactory()
    bom = Bom(serial_number=uuid.uuid5(NAMESPACE, f"{of}\n{lock}"))
    bom.metadata.timestamp = datetime.fromisoformat(day or "1980-01-01").replace(tzinfo=UTC)
    whole = Component(name=NAME, version=commit, type=ComponentType.APPLICATION, bom_ref=NAME)
    bom.metadata.component = whole
    pinned = list(locked(lock))  # a package can stand twice, for older and for newer versions of Python
    packages = {package.name: package for package in pinned}
    for part in guide.components.values():
        package = packages.get(part.package)
        bom.components.add(
            Component(
                name=part.name,
                version=package.version if package else None,
                type=ComponentType.DATA if package else ComponentType.FILE,
                bom_ref=f"shipped:{part.id}",
                scope=ComponentScope.REQUIRED,
                licenses=[licences.make_from_string(part.licence)],
                copyright=part.holder,
                purl=package.purl if package else None,
            )
        )
    for package in pinned:
        bom.components.add(package)
    bom.register_dependency(whole, bom.components)
    outputter = make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6)
    return str(outputter.output_as_string(indent=1)) + "\n"


def locked(lock: str) -> Iterator[Component]:
    """Yield each package of the lock: it builds or tests the guide, and is not part of it."""
    for name, number, hashes in LOCKED.findall(lock):
        yield Component(
            name=name,
            version=number,
            type=ComponentType.LIBRARY,
            bom_ref=f"pypi:{name}@{number}",
            scope=ComponentScope.EXCLUDED,
            purl=PackageURL("pypi", None, name, number),
            hashes=[HashTypeFactory().from_composite_str(found) for found in HASH.findall(hashes)],
        )
