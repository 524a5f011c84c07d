#!/bin/sh
# Print the first Python that can build our environment: 3.11 or newer, with venv and pip.
# PYTHON names one to use instead. Says in one line what is missing, exit 69.
set -u
bare=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14}; do
    # A name on PATH may be a shim without an interpreter behind it, so each is asked, not just looked up.
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 </dev/null || continue
    if "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1 </dev/null; then
        echo "$candidate"
        exit 0
    fi
    bare=${bare:-$candidate}
done
if [ -n "$bare" ]; then
    echo "dialdeck: $bare cannot create environments; on Debian and Ubuntu: sudo apt install python3-venv" >&2
else
    echo "dialdeck: Python 3.11 or newer is needed and none was found; name one with: make PYTHON=/path/to/python3" >&2
fi
exit 69
