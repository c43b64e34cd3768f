"""What the schedule keeps in the table: one module for each kind of item."""
