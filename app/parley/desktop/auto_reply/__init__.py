"""Going away and coming back."""
