// A scheduled job: what it does, when it last ran and what came of it; managers run it now.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { clock, dayAndClock, fromNow } from "../../shared/time";
import { post } from "../api";
import { bySaid, titled } from "../call-words";
import { desk } from "../desk";
import { explain, say, warn } from "../say";
import { isManager } from "../session";
import { useFocusOnceShown } from "../ui/focus";
import { t } from "../words";
import { counted } from "./job-words";

export interface JobCardProps {
  job: Schemas["JobView"];
  /** It ran: look anew. */
  onRun: () => void;
}

export function JobCard({ job, onRun }: JobCardProps): JSX.Element {
  return (
    <li class="card job">
      <div class="stack">
        <h2>{titled(job.name)}</h2>
        <p>{job.does}</p>
      </div>
      <p class="quiet">{t("jobs.runs", { when: job.runs })}</p>
      <div class="stack small">
        {job.last ? <LastRun run={job.last} /> : <p class="quiet">{t("jobs.not_run")}</p>}
      </div>
      {isManager() && job.by_hand && <RunNow name={job.name} onRun={onRun} />}
    </li>
  );
}

interface RunNowProps {
  name: string;
  onRun: () => void;
}

function RunNow({ name, onRun }: RunNowProps): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const focusSoon = useFocusOnceShown();
  const [busy, setBusy] = useState(false);

  async function run(): Promise<void> {
    setBusy(true);
    try {
      const { data: report } = await post<Schemas["JobReportView"]>(`jobs/${name}`);
      const outcome = t("jobs.outcome", { job: titled(name), counts: counted(report) });
      if (report.failed) warn(outcome);
      else say(outcome);
    } catch (failure) {
      explain(failure);
    }
    setBusy(false);
    focusSoon(() => button.current);
    onRun();
  }

  return (
    <button type="button" class="second" ref={button} disabled={busy} onClick={run}>
      {t("jobs.run_now")}
    </button>
  );
}

function LastRun({ run }: { run: Schemas["JobRunView"] }): JSX.Element {
  const { ended_at: at, by, report } = run;
  return (
    <>
      <p>
        {t("jobs.last_run")}{" "}
        <time dateTime={at} title={dayAndClock(at, desk.location.zone)}>
          {clock(at, desk.location.zone)}, {fromNow(at)}
        </time>
        {", "}
        {by === "schedule" ? t("jobs.by_schedule") : t("jobs.by", { who: bySaid(by) })}
      </p>
      <p class="figure">{counted(report)}</p>
      {report.failed > 0 && (
        <p>
          <span class="badge late">{t("jobs.failed", { count: report.failed })}</span>
        </p>
      )}
      {report.failures.length > 0 && (
        <details>
          <summary>{t("jobs.failures")}</summary>
          <ul>
            {report.failures.map((id) => (
              <li key={id}>{id}</li>
            ))}
          </ul>
        </details>
      )}
      {report.left && <p class="quiet">{t("jobs.left")}</p>}
    </>
  );
}
