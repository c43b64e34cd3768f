// What an erasure would take away and leave, or what is in its way.

import type { JSX } from "preact";
import type { Schemas } from "../../shared/api";
import { clock } from "../../shared/time";
import { desk } from "../desk";
import { t } from "../words";
import { blockersSaid, goesSaid, staysSaid, togetherSaid } from "./erasure-words";

type Preview = Schemas["ErasurePreview"];

export interface PreviewedProps {
  preview: Preview;
  /** Why it was refused just before, if it was. */
  refusal: string;
  close(next?: "confirm" | "again"): void;
}

export function Previewed({ preview, refusal, close }: PreviewedProps): JSX.Element {
  const together = togetherSaid(preview);
  return (
    <div class="stack">
      {refusal && (
        <p class="wrong" role="alert">
          {refusal}
        </p>
      )}
      <InTheWay preview={preview} />
      {together && <p>{together}</p>}
      <section class="stack tight">
        <h3>{t("record.goes.title")}</h3>
        <ul>
          {preview.goes.map((each) => (
            <li key={each.what}>{goesSaid(each)}</li>
          ))}
        </ul>
        <p class="small quiet">{t("record.goes.about")}</p>
      </section>
      <Staying stays={preview.stays} />
      <Next preview={preview} close={close} />
    </div>
  );
}

function InTheWay({ preview }: { preview: Preview }): JSX.Element | null {
  const said = blockersSaid(preview, desk.location.zone);
  if (!said.length) return null;
  return (
    <section class="stack tight" aria-label={t("record.blocked.title")}>
      <h3>{t("record.blocked.title")}</h3>
      <ul>
        {said.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </section>
  );
}

function Staying({ stays }: { stays: Preview["stays"] }): JSX.Element {
  return (
    <section class="stack tight">
      <h3>{t("record.stays.title")}</h3>
      <ul class="stack tight">
        {stays.map((each) => {
          const { name, why } = staysSaid(each, desk.location.zone);
          return (
            <li key={each.what}>
              <b>{name}</b> {why}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Next({ preview, close }: Omit<PreviewedProps, "refusal">): JSX.Element {
  const { confirm_token: token, confirm_until: until } = preview;
  return (
    <>
      {token && until && (
        <p class="small quiet">
          {t("record.erase.until", { time: clock(until, desk.location.zone) })}
        </p>
      )}
      <div class="buttons">
        <button type="button" class="second" onClick={() => close()}>
          {t("common.back")}
        </button>
        {token ? (
          <button type="button" class="grave" onClick={() => close("confirm")}>
            {t("record.erase.go_on")}
          </button>
        ) : (
          <button type="button" class="first" onClick={() => close("again")}>
            {t("record.erase.again")}
          </button>
        )}
      </div>
    </>
  );
}
