"""`parley record`: watches what a person does at a desktop and writes it down as a test. See README.md of the driver."""
