// The scheduled jobs, looked at again and again.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { get } from "../api";
import { useEvery } from "../ui/hooks";
import { mount } from "../ui/mount";
import { t } from "../words";
import { JobCard } from "./job-card";

export const jobs = {
  id: "jobs",
  title: t("jobs.title"),
  key: "j",
  open: (main: Element): (() => void) => mount(main, <JobsView />),
};

function JobsView(): JSX.Element {
  const [all, setAll] = useState<Schemas["JobView"][]>([]);
  const lookNow = useEvery(async () => {
    const { data } = await get<Schemas["JobList"]>("jobs");
    setAll(data.jobs);
  }, "loose");
  return (
    <>
      <h1 class="unseen" tabIndex={-1}>
        {t("jobs.heading")}
      </h1>
      <ul class="stack">
        {all.map((job) => (
          <JobCard key={job.name} job={job} onRun={lookNow} />
        ))}
      </ul>
    </>
  );
}
