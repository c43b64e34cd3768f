"""All that is kept of somebody: it is handed to them whole, and erased as far as law lets."""
