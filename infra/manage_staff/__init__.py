"""``make staff``: accounts of staff, by the code that stands in the staff room."""
