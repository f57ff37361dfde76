"""待办: what waits, what is under way, what is done."""
