"""The seller's desk on the screen: who waits, done, put off, flagged."""
