"""Names of the schedule's jobs, wherever they are spoken of."""

PUBLISH_SLOTS = "publish-slots"
EXPIRE_HOLDS = "expire-holds"
OFFER_FREED_SLOTS = "offer-freed-slots"
RELEASE_SLOTS = "release-slots"
FOLLOW_UP_APPOINTMENTS = "follow-up-appointments"
