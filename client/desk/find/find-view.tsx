// Find somebody by number or address, and see what passed between them and the clinic.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { mount } from "../ui/mount";
import { t } from "../words";
import { FIND_KEY, FindForm } from "./find-form";
import { PersonDetails } from "./person-details";

export const find = {
  id: "find",
  title: t("find.title"),
  key: FIND_KEY,
  open: (main: Element, [personId]: string[]): (() => void) =>
    mount(main, <FindView personId={personId} />),
};

function FindView({ personId }: { personId: string | undefined }): JSX.Element {
  const page = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (personId) return;
    const field = page.current?.querySelector("input");
    field?.focus();
    field?.select(); // typing begins anew
  }, []);
  return (
    <>
      <h1 class="unseen" tabIndex={-1}>
        {t("find.heading")}
      </h1>
      <div class="beside" ref={page}>
        <FindForm />
        <section class="stack" aria-label={t("find.person")}>
          {personId && <PersonDetails personId={personId} />}
        </section>
      </div>
    </>
  );
}
