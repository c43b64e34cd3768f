// Where a day's closings are.

import { desk } from "../desk";

export const closingsPath = (rest = ""): string =>
  `locations/${desk.location.location_id}/closings${rest}`;
