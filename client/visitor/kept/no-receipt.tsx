// There is no receipt to show: the link says too little, or what nobody knows, or no answer came.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../page";
import { Press } from "../parts";

export type Why = "incomplete" | "unknown" | "failed";

export function NoReceipt({ why, again }: { why: Why; again(): Promise<void> }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h1 id="receipt-title" tabIndex={-1} ref={heading}>
        {t(`kept.${why}`)}
      </h1>
      <p>{t(`kept.${why}_text`)}</p>
      {why === "failed" && (
        <Press class="first" onPress={again}>
          {t("times.again")}
        </Press>
      )}
    </>
  );
}
