// Where a location's queue is read.

const PAGE = 50;

/** The first page of it: the gravest, and all that colleagues hold. */
export const firstPage = (locationId: string): string =>
  `locations/${locationId}/queue?limit=${PAGE}`;
