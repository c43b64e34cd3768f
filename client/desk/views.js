// The views, in the order in which they stand at the top.
//
// A view: {id, title, key (opens it), manager (for managers alone), open(main, rest)}. `open` fills
// `main` and gives a function that ends what it started. `rest` is what the address says further.

import { dayView } from "./day/day-view";
import { figures } from "./figures";
import { find } from "./find";
import { jobs } from "./jobs";
import { queueView } from "./queue";

export const views = [queueView, dayView, find, figures, jobs];
