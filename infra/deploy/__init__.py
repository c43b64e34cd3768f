"""Deploys a stage: stateful stack, package, upload, API stack. The same on AWS and on a laptop."""
