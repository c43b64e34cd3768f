// The scheduled jobs: they act when nobody does.

/** Their names, as a history's line has them in `by`. */
export const JOBS = new Set<string>([
  "return-stale-claims",
  "expire-holds",
  "offer-freed-slots",
  "release-slots",
  "follow-up-appointments",
  "send-messages",
  "index-people",
  "erase-people",
  "publish-slots",
]);
