"""`parley demo`: a shop with people who talk, against a real server, in real windows or in pictures."""
