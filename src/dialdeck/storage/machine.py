"""Who else is alive on this machine: what leases and locks rest on. Never follows a clock that was set."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from dialdeck.clock import SystemClock

PS = "/bin/ps"
_CLOCK = SystemClock()


def wall() -> int:
    """Return the machine's time in ms UTC."""
    return _CLOCK.now()


def steady() -> float:
    """Return the machine's seconds that never run backwards."""
    return _CLOCK.monotonic()


@cache
def device_uid() -> str:
    """Return a stable id of this machine and user account that tells nothing about either."""
    try:
        machine = Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        machine = ""
    import hashlib

    text = f"dialdeck {machine or os.uname().nodename} {os.getuid()}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def process_start(pid: int) -> str | None:
    """Return when a process started, as text only good for comparing; None when there is no such process."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except FileNotFoundError:
        return None if Path("/proc/self/stat").exists() else _start_by_ps(pid)
    except OSError:
        return None
    # The name of the program, in brackets, may hold anything; fields are counted from behind it.
    fields = stat[stat.rindex(b")") + 2 :].split()
    if fields[0] in {b"Z", b"X"}:
        return None
    return f"{_boot()}:{fields[19].decode()}"


def is_alive(pid: int, started: str) -> bool:
    """Say whether the process that had this pid and start still runs."""
    return process_start(pid) == started


@cache
def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")[:8]
    except OSError:
        return "boot"


def _start_by_ps(pid: int) -> str | None:
    import subprocess

    command = [PS, "-o", "lstart=", "-p", str(pid)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    return done.stdout.strip() or None
