"""What proves the log: stdlib and cryptography only, also built alone as reviewer-audit."""
