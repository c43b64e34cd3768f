// That whoever comes in is 18 or over, where the service needs it and nobody said so before.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../page";
import type { Booking } from "./hold-and-book";

export function AdultField({ of }: { of: Booking }): JSX.Element {
  const box = useRef<HTMLInputElement>(null);
  const isMissing = of.isAdultMissing.value;
  useLayoutEffect(() => {
    if (isMissing) box.current?.focus();
  }, [isMissing]);
  return (
    <div class="field">
      <label class="tick">
        <input
          ref={box}
          type="checkbox"
          id="adult"
          required
          aria-invalid={isMissing}
          aria-describedby="adult-error"
          defaultChecked={of.isAdult}
          onChange={(event) => {
            of.isAdult = event.currentTarget.checked;
            if (of.isAdult) of.isAdultMissing.value = false;
          }}
        />
        <span>{t("book.adult")}</span>
      </label>
      <p class="error" id="adult-error" role="alert">
        {isMissing && t("book.adult_missing")}
      </p>
    </div>
  );
}
