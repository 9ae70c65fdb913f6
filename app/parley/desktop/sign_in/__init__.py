"""The first minutes: welcome, invitation, setting up a shop, signing in."""
