"""Peak memory of a program and its children, from /proc: `ru_maxrss` of a child begins with the size of its parent."""

from pathlib import Path


def peak_mb(pid: int) -> float:
    """The highest resident size of a process so far in MB; 0 when it is gone or the system has no /proc."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    kilobytes = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")]
    return kilobytes[0] / 1024 if kilobytes else 0.0
