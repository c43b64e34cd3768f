"""The table and the words in which it is spoken to: keys, conditions, writes, history."""
