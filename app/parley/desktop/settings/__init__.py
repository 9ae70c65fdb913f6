"""The settings: general, profile, account, privacy, shop, colleagues, about."""
