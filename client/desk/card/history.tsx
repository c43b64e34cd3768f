// The history of one thing, newest first, as it is given.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { toldOf } from "./event-details";
import { EventLine, Looks } from "./event-line";

export const History = ({ events }: { events: Schemas["Event"][] }): JSX.Element => (
  <>
    <ol class="timeline">
      {toldOf(events)
        .reverse()
        .map((event) => (
          <EventLine key={event.event_id} line={event} />
        ))}
    </ol>
    <Looks lines={events} />
  </>
);
