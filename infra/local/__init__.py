"""The cloud on a laptop: MiniStack, what it needs, and what a demo needs in it."""
