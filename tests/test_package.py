"""The package as it is installed: one version, a licence, and bundled files that are found."""

from importlib import metadata

import dialdeck


def test_the_version_of_the_package_is_the_installed_one() -> None:
    assert metadata.version("dialdeck") == dialdeck.__version__


def test_the_licence_travels_with_the_package() -> None:
    assert metadata.metadata("dialdeck")["License-Expression"] == "MIT"
