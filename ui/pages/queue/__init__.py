"""发布队列: what goes out when, where it went, and what becomes of it; with the registers."""
