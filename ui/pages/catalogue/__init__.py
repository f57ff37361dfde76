"""责任表: the table of duties, what was released when, what is late."""
