"""Lists on their way in and out, as people read them."""

from __future__ import annotations

import stat
from pathlib import Path

from tests.cli.conftest import SAMPLE_PEOPLE, Cli

HANK = "+14025550121"


def test_an_import_tells_remarks_counts_columns_kept_and_the_way_back(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,phone,Hue\nAnn Lee,+13125550101,red\nBen Roe,12,\n")
    lines = cli("import", file).out.splitlines()
    assert lines[0].startswith("line 3: rejected: ")
    assert lines[1].startswith("kept as custom fields: Hue ")
    assert lines[2] == "2 rows read: 1 added, 0 updated, 0 duplicate, 1 rejected; 0 do not call"
    assert "dialdeck imports revert " in lines[3]
    assert cli(*lines[3].partition("dialdeck ")[2].partition(")")[0].split()).out == "1 removed, 0 restored\n"


def test_many_remarks_are_cut_refused_rows_first_and_shown_whole_on_demand(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    free = "".join(f"Toll {at},+1800555{at:04}\n" for at in range(100, 130))
    file.write_text(f"name,phone\n{free}Ben Roe,12\n")
    lines = cli("import", file).out.splitlines()
    assert lines[0].startswith("line 32: rejected: ")
    assert lines[20].startswith("… and 11 more lines with remarks (dialdeck imports show ")
    shown = cli("imports", "show", lines[20].rpartition(" ")[2].rstrip(")")).out.splitlines()
    assert sum(one.startswith("line ") for one in shown) == 31


def test_a_dry_run_says_would_be_and_offers_no_way_back(cli: Cli, samples: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,phone\nAnn Lee,+13125550101\n")
    before = cli("export", "prospects").out, cli("imports", "--json").out
    out = cli("import", file, "--dry-run").out
    assert out == "1 rows read: 1 would be added, 0 updated, 0 duplicate, 0 rejected; 0 do not call\n"
    assert (cli("export", "prospects").out, cli("imports", "--json").out) == before


def test_imports_are_listed_with_the_end_that_names_them(cli: Cli, samples: Path) -> None:
    header, row = cli("imports").out.splitlines()
    assert header.split() == [
        "IMPORT", "AT", "STATUS", "READ", "ADDED", "UPDATED", "DUPLICATE", "REJECTED", "LIST", "FILE",
    ]  # fmt: skip
    assert cli("imports", "show", row.split()[0]).code == 0


def test_nothing_imported_says_the_next_step(cli: Cli) -> None:
    cli("add", "name=Ann Lee", "phone=+13125550101")
    assert cli("imports") == (0, "", "dialdeck: nothing was imported yet; bring people in with: dialdeck import FILE\n")


def test_an_import_taken_back_twice_is_refused(cli: Cli, samples: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,phone\nAnn Lee,+13125550101\n")
    uid = cli("import", file, "--json").json()["import_id"]
    assert cli("imports", "revert", uid).code == 0
    assert cli("imports", "revert", uid).code == 65


def test_an_export_to_a_file_is_private_and_counted(cli: Cli, samples: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    ran = cli("export", "prospects", "-o", out)
    assert (ran.code, ran.out, ran.err) == (0, "", f"dialdeck: {SAMPLE_PEOPLE} prospects written to {out}\n")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert out.read_bytes().removeprefix(b"\xef\xbb\xbf").decode().replace("\r\n", "\n") == cli(
        "export", "prospects", "-o", "-"
    ).out.replace("\r\n", "\n")


def test_an_export_goes_nowhere_it_must_not(cli: Cli, samples: Path, tmp_path: Path) -> None:
    for target, code in ((tmp_path, 65), (samples, 65), (tmp_path / "none" / "x.csv", 66)):
        ran = cli("export", "dials", "-o", target)
        assert ran.code == code
        assert ran.err.count("\n") == 1
    assert cli("doctor").code == 0
