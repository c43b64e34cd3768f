"""The crisis rule: which words are those of somebody who may be in danger. Pure."""
