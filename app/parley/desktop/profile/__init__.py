"""One's own profile: the picture and how it is cut out."""
