// Which color a service has on the day. Pure.

const COLORS = 8; // as many as service-colors.css has

/** The class of a service's color: by its place in the clinic's file, and around again. */
export function serviceLook(
  id: string | undefined,
  services: readonly { service_id: string }[],
): string | null {
  const place = services.findIndex(({ service_id }) => service_id === id);
  return place < 0 ? null : `service-${(place % COLORS) + 1}`;
}
