"""Data only: rules, law, catalogue, calendar, texts, samples."""
