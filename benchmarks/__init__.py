"""How Frontdesk keeps to its budgets: counts, and ratios within one run. ``make bench`` runs it."""
