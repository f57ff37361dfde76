"""送审: what a drafter hands in, and what comes back."""
