"""Every speed claim of the README, rerunnable: bin/bench, or bin/bench NAME."""
