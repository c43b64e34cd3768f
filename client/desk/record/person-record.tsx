// All that is kept of a person: a manager hands it out, erases it, or holds it for the law.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { dayAndClock } from "../../shared/time";
import { get, Problem, Unreached } from "../api";
import { bySaid } from "../call-words";
import { desk } from "../desk";
import { explain, say } from "../say";
import { useUniqueId } from "../ui/hooks";
import { Press } from "../ui/press";
import { t } from "../words";
import { erasePerson } from "./erase-person";
import { exportPerson, type Format } from "./export-person";
import { holdIn } from "./hold-in";
import { type Hold, liftHold, setHold } from "./hold-person";

const FORMATS: readonly Format[] = ["html", "json"];

export interface PersonRecordProps {
  personId: string;
  name: string;
}

export function PersonRecord({ personId, name }: PersonRecordProps): JSX.Element {
  const id = useUniqueId();
  const head = useRef<HTMLHeadingElement>(null);
  const [hold, setKnown] = useHold(personId);
  const [erasure, setErasure] = useState<Schemas["ErasureView"] | null>(null);

  /** Do it; the button that opened its dialog may be gone by then. */
  async function follow(dialogs: Promise<void>): Promise<void> {
    await dialogs;
    if (document.activeElement === document.body) head.current?.focus();
  }

  const previewed = (preview: Schemas["ErasurePreview"]) => setKnown(holdIn(preview));
  return (
    <section class="card stack" aria-labelledby={id}>
      <h3 id={id} ref={head} tabIndex={-1}>
        {t("record.title")}
      </h3>
      <p class="small quiet">{t("record.about")}</p>
      {hold?.is_set && <p>{heldSaid(hold)}</p>}
      {erasure && (
        <p>{t("record.erased", { when: dayAndClock(erasure.at, desk.location.zone) })}</p>
      )}
      <div class="row">
        <ExportButtons personId={personId} />
        {!hold?.is_set && (
          <Press act={() => follow(setHold(personId, setKnown))}>{t("record.hold.open")}</Press>
        )}
        {hold?.is_set !== false && (
          <Press act={() => follow(liftHold(personId, setKnown))}>{t("record.lift.open")}</Press>
        )}
        <Press act={() => follow(erasePerson({ personId, name, previewed, erased: setErasure }))}>
          {t("record.erase.open")}
        </Press>
      </div>
    </section>
  );
}

/** The hold as it stands, and how to note a later one; null until it is read, or if it can't be. */
function useHold(personId: string): [Hold | null, (hold: Hold) => void] {
  const [hold, setKnown] = useState<Hold | null>(null);
  useEffect(() => {
    get<Hold>(`people/${personId}/legal-hold`).then(
      ({ data }) => setKnown((later) => later ?? data),
      () => {}, // both buttons stay, and each says what it does where it changes nothing
    );
  }, [personId]);
  return [hold, setKnown];
}

const heldSaid = ({ reason, by, at }: Hold): string =>
  t("record.blocked.legal-hold", {
    who: bySaid(by ?? ""),
    when: at ? dayAndClock(at, desk.location.zone) : "",
    reason: reason ?? "",
  });

function ExportButtons({ personId }: { personId: string }): JSX.Element {
  const isReading = useRef(false); // a second press is not a second export: each one is on record
  const [status, setStatus] = useState("");

  async function save(format: Format): Promise<void> {
    if (isReading.current) return;
    isReading.current = true;
    setStatus(t("record.export.reading"));
    try {
      say(t("record.export.saved", { file: await exportPerson(personId, format) }));
    } catch (failure) {
      explain(notSaved(failure));
    }
    isReading.current = false;
    setStatus("");
  }

  return (
    <>
      {FORMATS.map((format) => (
        <Press key={format} act={() => save(format)}>
          {t(`record.export.${format}`)}
        </Press>
      ))}
      {status && <span class="quiet">{status}</span>}
    </>
  );
}

/** The failure, with what it means for the file. */
function notSaved(failure: unknown): unknown {
  if (!(failure instanceof Error)) return failure;
  const isTold = failure instanceof Problem || failure instanceof Unreached;
  const why = isTold ? failure.message : t("common.failed");
  failure.message = t("record.export.not_saved", { why });
  return failure;
}
