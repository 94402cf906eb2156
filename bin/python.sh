# Sets $python to a Python 3.11 or newer, or says what to do. Read by the other commands.
python=
for name in python3.11 python3.12 python3.13 python3.14 python3 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || echo "no Python at all")
    echo "Langkah needs Python 3.11 or newer, but this machine has ${found}." >&2
    echo "Install it (Debian or Ubuntu: sudo apt install python3 python3-venv) and start again." >&2
    exit 1
fi
