// Books what is previewed, and shows what came of it.

import { useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { Problem } from "../api";
import { PERSON_FIELDS } from "../booking/person-fields";
import { messageOf } from "../failure-words";
import { sortProblem } from "../ui/field";
import { t } from "../words";
import { once } from "../writes";
import { impossibleOf, type PlannedDate } from "./plan";
import { type Plan, WISH_FIELDS } from "./use-plan";

type Series = Schemas["SeriesView"];

export interface BookedPlan {
  series: Series;
  planned: readonly PlannedDate[];
}

export interface BookSeriesOptions {
  path: string;
  plan: Plan;
  keep: (series: Series) => void;
  /** Something is marked as wrong. */
  marked: () => void;
}

export interface BookSeries {
  busy: boolean;
  booked: BookedPlan | null;
  told: string;
  wrong: Partial<Record<string, string>>;
  /** Why it is booked all the same; null where nobody asks. */
  reason: string | null;
  setReason: (reason: string) => void;
  /** Forget what was said of an earlier try. */
  forget: () => void;
  book: (body: object) => Promise<void>;
}

export function useBookSeries({ path, plan, keep, marked }: BookSeriesOptions): BookSeries {
  const [send] = useState(() => once<Series>(path)); // one wish, however it is changed
  const [busy, setBusy] = useState(false);
  const [booked, setBooked] = useState<BookedPlan | null>(null);
  const [told, tell] = useState("");
  const [wrong, setWrong] = useState<BookSeries["wrong"]>({});
  const [reason, setReason] = useState<string | null>(null);
  const [isAskedAge, setAskedAge] = useState(false);

  function forget(): void {
    tell("");
    setWrong({});
  }

  async function book(body: object): Promise<void> {
    const { preview } = plan;
    if (preview.kind !== "dates" || busy) return;
    setBusy(true);
    forget();
    try {
      const answers = {
        override: reason?.trim() || undefined,
        ...(isAskedAge ? { despite_age: true } : {}),
      };
      const { data } = await send({ ...body, ...answers });
      keep(data);
      setBooked({ series: data, planned: preview.dates });
    } catch (failure) {
      refused(failure);
    }
    setBusy(false);
  }

  function refused(failure: unknown): void {
    const isProblem = failure instanceof Problem;
    if (isProblem && failure.kind === "series-impossible") {
      plan.setPreview({ kind: "impossible", why: impossibleOf(failure) });
      tell(t("series.just_taken"));
    } else if (isProblem && failure.kind === "appointments-close") {
      setReason((now) => now ?? "");
      tell(t("booking.too_close", { problem: messageOf(failure) }));
    } else if (isProblem && failure.kind === "under-age") {
      setAskedAge(true);
      tell(t("booking.under_age", { problem: messageOf(failure) }));
    } else if (isProblem && failure.status === 422) {
      const sorted = sortProblem(failure, [...WISH_FIELDS, ...PERSON_FIELDS, "override"]);
      setWrong(sorted.wrong);
      tell(sorted.left.join(" "));
      marked();
    } else tell(messageOf(failure));
  }

  return { busy, booked, told, wrong, reason, setReason, forget, book };
}
