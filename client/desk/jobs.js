// The scheduled jobs: what each does, when it last ran and what came of it; managers run one now.

import { get, post } from "./api";
import { bySaid, titled } from "./call-words";
import { desk } from "./desk";
import { fill, h } from "./dom";
import { every } from "./live";
import { explain, say, warn } from "./say";
import { isManager } from "./session";
import { clock, dayAndClock, fromNow } from "../shared/time";

const LOOK_EVERY = 15000; // milliseconds

export const jobs = { id: "jobs", title: "Jobs", key: "j", open };

function open(main) {
  const list = h("ul", { class: "stack" });
  fill(main, h("h1", { class: "unseen", tabindex: "-1" }, "Scheduled jobs"), list);
  const cards = new Map(); // by the job's name: a card stays, so that the focus does
  const look = every(LOOK_EVERY, async () => {
    const { jobs: all } = (await get("jobs")).data;
    for (const job of all) {
      if (!cards.has(job.name)) {
        cards.set(
          job.name,
          card(job, () => look.again()),
        );
        list.append(cards.get(job.name));
      }
      cards.get(job.name).show(job.last);
    }
  });
  return look.stop;
}

function card(job, again) {
  const last = h("div", { class: "stack small" });
  const button = h("button", { type: "button", class: "second" }, "Run now");
  button.addEventListener("click", () => runNow(job, button).then(again));
  const element = h(
    "li",
    { class: "card job" },
    h("div", { class: "stack" }, h("h2", {}, titled(job.name)), h("p", {}, job.does)),
    h("p", { class: "quiet" }, `Runs ${job.runs}.`),
    last,
    isManager() && button,
  );
  element.show = (run) =>
    fill(last, run ? told(run) : h("p", { class: "quiet" }, "Has not run yet."));
  return element;
}

async function runNow(job, button) {
  button.disabled = true;
  try {
    const { data: report } = await post(`jobs/${job.name}`);
    const outcome = `${titled(job.name)}: ${counted(report)}.`;
    if (report.failed) warn(outcome);
    else say(outcome);
  } catch (failure) {
    explain(failure);
  }
  button.disabled = false;
  button.focus();
}

function told({ ended_at: at, by, report }) {
  const zone = desk.location.zone;
  const when = h(
    "time",
    { datetime: at, title: dayAndClock(at, zone) },
    `${clock(at, zone)}, ${fromNow(at)}`,
  );
  return [
    h("p", {}, "Last run: ", when, who(by)),
    h("p", { class: "figure" }, counted(report)),
    report.failed > 0 &&
      h("p", {}, h("span", { class: "badge late" }, `✕ ${report.failed} failed`)),
    report.failures.length > 0 &&
      h(
        "details",
        {},
        h("summary", {}, "What failed"),
        h(
          "ul",
          {},
          report.failures.map((id) => h("li", {}, id)),
        ),
      ),
    report.left && h("p", { class: "quiet" }, "Its time ran out first; the next run goes on."),
  ];
}

const who = (by) => (by === "schedule" ? ", by schedule" : `, by ${bySaid(by)}`);

/** "12 due, 11 done, 1 skipped" */
function counted(report) {
  const others = Object.entries(report.counts ?? {});
  const counts = [
    ["due", report.due],
    ["done", report.done],
    ["skipped", report.skipped],
    ["failed", report.failed],
    ...others,
  ];
  const words = counts
    .filter(([name, count]) => count || name === "due")
    .map(([name, count]) => `${count} ${name.replaceAll("_", " ")}`);
  return words.join(", ");
}
