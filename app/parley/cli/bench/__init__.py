"""`parley bench`: what the relay takes for its work, measured on this machine with the whole protocol."""
