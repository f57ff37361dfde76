"""签批: one card an item with its public version beside it; written authorisations; the month's ledger."""
