"""Use cases: one frozen command and one handler each."""
