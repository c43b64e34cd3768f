// What a page of one thing shows while there is no thing to show. Each says it in the page's words.

import type { JSX } from "preact";
import { t } from "./page";
import { Press } from "./parts";
import { Title } from "./title";

interface Words {
  title: string;
  text: string;
}

/** It is being read. */
export const Loading = ({ title, text }: Words): JSX.Element => (
  <>
    <h1>{t(title)}</h1>
    <p role="status">{t(text)}</p>
  </>
);

/** There is nothing to show: the link says too little, or what nobody knows. */
export const NoSuch = ({ title, text }: Words): JSX.Element => (
  <>
    <Title>{t(title)}</Title>
    <p>{t(text)}</p>
  </>
);

export interface FailedProps extends Words {
  /** What the button says while it tries again. */
  busy?: string;
  again(): Promise<void>;
}

/** It could not be read, and can be tried again. */
export const Failed = ({ title, text, busy, again }: FailedProps): JSX.Element => (
  <>
    <NoSuch title={title} text={text} />
    <Press class="first" busy={busy && t(busy)} onPress={again}>
      {t("times.again")}
    </Press>
  </>
);
