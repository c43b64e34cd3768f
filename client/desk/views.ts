// The views, in the order in which they stand at the top.

import { dayView } from "./day/day-view";
import { figures } from "./figures";
import { find } from "./find";
import { jobs } from "./jobs";
import { queueView } from "./queue";
import type { View } from "./view";

export const views: View[] = [queueView, dayView, find, figures, jobs];
