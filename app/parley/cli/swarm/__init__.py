"""`parley swarm`: many headless clients with think times against one server, for testers. See README.md here."""
