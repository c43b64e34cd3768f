// The views, in the order in which they stand at the top.

import { dayView } from "./day/day-view";
import { find } from "./find/find-view";
import { jobs } from "./jobs/jobs-view";
import { queueView } from "./queue/queue-view";
import { figures } from "./reports/reports-view";
import type { View } from "./view";
import { weekView } from "./week/week-view";

export const views: View[] = [queueView, dayView, weekView, find, figures, jobs];
