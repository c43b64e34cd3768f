// Dialogs: one question at a time, closed by Escape, the focus back where it was.

import { type ComponentChildren, render } from "preact";
import { t } from "../words";

export interface Opened<T> {
  /** Close it with an answer; null is none. */
  close(answer?: T | null): void;
  /** Show something else in it. */
  show(content: ComponentChildren): void;
  readonly element: HTMLDialogElement;
}

export interface DialogOptions<T> {
  title: ComponentChildren;
  /** Makes what stands in it. */
  content: (dialog: Opened<T>) => ComponentChildren;
  /** Room for a table or two columns. */
  wide?: boolean;
}

let counted = 0;

/** Open a dialog; a promise of its answer, null when it is put away without one. */
export function openDialog<T>({
  title,
  content,
  wide = false,
}: DialogOptions<T>): Promise<T | null> {
  return new Promise((answered) => {
    const id = `dialog-${++counted}`;
    const element = document.createElement("dialog");
    if (wide) element.className = "wide";
    element.setAttribute("aria-labelledby", id);
    let answer: T | null = null;

    const dialog: Opened<T> = {
      element,
      close(given = null) {
        answer = given;
        element.close();
      },
      show: (inside) =>
        render(
          <>
            <header>
              <h2 id={id} tabIndex={-1}>
                {title}
              </h2>
              <button
                type="button"
                class="plain"
                aria-label={t("common.close")}
                onClick={() => dialog.close()}
              >
                ✕
              </button>
            </header>
            <div class="content">{inside}</div>
          </>,
          element,
        ),
    };

    element.addEventListener("close", () => {
      render(null, element);
      element.remove();
      answered(answer);
    });
    document.body.append(element);
    dialog.show(content(dialog));
    element.showModal();
  });
}

export interface Question {
  title: string;
  text: string;
  yes: string;
  /** What cannot be taken back. */
  grave?: boolean;
}

/** Ask whether to go on; a promise of yes (true) or no. */
export async function ask({ title, text, yes, grave = false }: Question): Promise<boolean> {
  const answer = await openDialog<boolean>({
    title,
    content: (dialog) => (
      <>
        <p>{text}</p>
        <div class="buttons">
          <button type="button" class="second" onClick={() => dialog.close()}>
            {t("common.back")}
          </button>
          <button
            type="button"
            class={grave ? "grave" : "first"}
            onClick={() => dialog.close(true)}
          >
            {yes}
          </button>
        </div>
      </>
    ),
  });
  return answer === true;
}
