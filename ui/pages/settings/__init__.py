"""设置: people, routes and authorisations, phone book, rules, backups, keys, look."""
