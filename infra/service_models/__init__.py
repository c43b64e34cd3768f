"""What AWS would refuse of a template, from the models of its own APIs that botocore carries.

CloudFormation makes a resource by the same calls that an SDK makes. Their models name the limits
(lengths, counts, enums, patterns) that the local engines accept and AWS does not.
"""
