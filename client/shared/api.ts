// The names of what the API takes and gives, as its own document has them.

import type { components } from "./api-types";

export type Schemas = components["schemas"];
