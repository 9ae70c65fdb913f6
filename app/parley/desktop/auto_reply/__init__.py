"""Going away and coming back, and the page where automatic replies are written and tried."""
