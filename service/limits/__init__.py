"""Who may ask from which site, and how often: allow-list of origins, limits by address."""
