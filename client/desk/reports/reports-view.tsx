// How it went, day by day: promises kept, waits, how full the bays were, who did not come.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { localDate } from "../../shared/time";
import { desk } from "../desk";
import { saveFile } from "../save-file";
import { say } from "../say";
import { mount } from "../ui/mount";
import { t } from "../words";
import { allTogether } from "./all-together";
import { Chart } from "./chart";
import type { Asked, Report } from "./read-report";
import { chartsOf } from "./report-charts";
import { ReportFields, type Wish } from "./report-fields";
import { fileName, fileText } from "./report-file";
import { rangeOf, USUAL, wrongWith } from "./report-range";
import { totalsOf } from "./sum-up";
import { useReport } from "./use-report";
import { whyAllEmpty } from "./why-empty";

export const figures = {
  id: "figures",
  title: t("reports.title"),
  key: "g",
  open: (main: Element): (() => void) => mount(main, <ReportsView />),
};

const today = (): string => localDate(Date.now(), desk.location.zone);

const usual = (): Wish => ({
  ...rangeOf(USUAL, today()),
  period: USUAL,
  everywhere: false,
  source: "",
});

/** What is to be asked for, or null where the days have to be changed first. */
function askedBy({ from, to, everywhere, source }: Wish): Asked | null {
  if (Object.keys(wrongWith({ from, to })).length) return null;
  const locations = everywhere ? desk.clinic.locations : [desk.location];
  return { from, to, locations, source: source || null };
}

function ReportsView(): JSX.Element {
  const [wish, setWish] = useState(usual);
  const { shown, wrong, again } = useReport(useMemo(() => askedBy(wish), [wish]));
  const report = typeof shown === "object" ? shown : null;
  return (
    <>
      <h1 class="unseen" tabIndex={-1}>
        {t("reports.title")}
      </h1>
      <div class="stack">
        <ReportFields
          wish={wish}
          wrong={{ ...wrong, ...wrongWith(wish) }}
          today={today}
          onChange={setWish}
        />
        <div class="stack" aria-live="polite">
          {shown === "failed" && <Failed again={again} />}
          {report && <ShownReport report={report} />}
        </div>
        {report && <Export report={report} />}
      </div>
    </>
  );
}

function Failed({ again }: { again: () => void }): JSX.Element {
  return (
    <div class="card row">
      <p>{t("reports.failed")}</p>
      <button type="button" class="second" onClick={again}>
        {t("reports.try_again")}
      </button>
    </div>
  );
}

function ShownReport({ report }: { report: Report }): JSX.Element {
  const together = allTogether(report);
  const why = whyAllEmpty(report.asked, together, today());
  return (
    <>
      <dl class="numbers card">
        {totalsOf(together.promises, together.chairs, Date.now()).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="figure">{value}</dd>
          </div>
        ))}
      </dl>
      {why ? (
        <p class="card">{why}</p>
      ) : (
        <div class="charts">
          {chartsOf(report.asked, together, today()).map((chart) => (
            <Chart key={chart.title} chart={chart} />
          ))}
        </div>
      )}
    </>
  );
}

/** All that is shown, day by day and by location, for a spreadsheet. */
function Export({ report }: { report: Report }): JSX.Element {
  const name = fileName(report);
  const save = () => {
    saveFile(new Blob([fileText(report)], { type: "text/csv;charset=utf-8" }), name);
    say(t("reports.exported", { file: name }));
  };
  return (
    <div class="row">
      <button type="button" class="second" onClick={save}>
        {t("reports.export")}
      </button>
    </div>
  );
}
