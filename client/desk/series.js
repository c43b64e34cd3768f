// The series that an appointment belongs to: all of its dates, and what can be done with the rest.

import { get } from "./api";
import { openDialog } from "./dialog";
import { fill, h } from "./dom";
import { stateBadge } from "./icons";
import { openPlanner } from "./planner";
import { askReason } from "./reason";
import { explain, say } from "./say";
import { serviceName } from "./sheet";
import { dayAndClock } from "../shared/time";
import { change } from "./writes";

/** Show a series; a promise of whether anything was changed. `goTo(appointment)` leads to its day. */
export function openSeries({ seriesId, zone, goTo }) {
  return new Promise((closed) => {
    let changed = false;
    const content = h("div", { class: "stack" }, h("p", { class: "quiet" }, "Looking …"));
    const dialog = openDialog({ title: "Series", content, closed: () => closed(changed) });
    let series = null;

    async function load() {
      try {
        series = (await get(`series/${seriesId}`)).data;
        show();
      } catch (failure) {
        fill(content, h("p", { class: "wrong" }, failure.message));
      }
    }

    const ahead = () =>
      series.appointments.filter(
        (appointment) => appointment.status === "booked" && Date.parse(appointment.starts_at) > Date.now(),
      );

    function show() {
      const left = ahead().length;
      fill(
        content,
        h("p", {}, h("bdi", {}, series.appointments[0].name), `, ${serviceName(series.service_id)}: ${series.appointments.length} dates, ${left} ahead.`),
        h("ol", { class: "dates booked" }, series.appointments.map(line)),
        left > 0 &&
          h(
            "div",
            { class: "buttons" },
            h("button", { type: "button", class: "second", on: { click: move } }, "Move the rest …"),
            h("button", { type: "button", class: "second danger", on: { click: cancel } }, `Cancel the rest (${left}) …`),
          ),
      );
    }

    function line(appointment) {
      const click = () => {
        dialog.close();
        goTo(appointment);
      };
      return h(
        "li",
        {},
        h("button", { type: "button", class: "link", on: { click } }, dayAndClock(appointment.starts_at, zone)),
        stateBadge(appointment.status),
      );
    }

    async function move() {
      const rest = { seriesId, count: ahead().length, serviceId: series.service_id };
      const moved = await openPlanner({ rest });
      if (!moved) return;
      changed = true;
      series = moved;
      show();
    }

    async function cancel() {
      const left = ahead().length;
      const reason = await askReason({
        title: "Cancel the rest",
        text: `${left === 1 ? "One date is" : `${left} dates are`} called off, and their chairs are free at once.`,
        yes: "Cancel the rest",
        needed: false,
        grave: true,
      });
      if (reason === null) return;
      try {
        series = (await change(`series/${seriesId}/cancel`, reason ? { reason } : {})).data;
        changed = true;
        say("The rest of the series is called off.");
        show();
      } catch (failure) {
        explain(failure);
        await load();
      }
    }

    load();
  });
}
