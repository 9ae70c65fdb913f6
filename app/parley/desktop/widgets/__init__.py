"""Data-free widgets: plain values in, signals out. They know nothing of messages or contacts."""
