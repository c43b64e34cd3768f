// Something that is told, with the number to call where it names one.

import type { JSX } from "preact";
import { PhoneLink } from "../../shared/contact-links";
import { Around } from "../parts";
import type { Told } from "./own-things";

export const Said = ({ told }: { told: Told }): JSX.Element => (
  <Around text={told.text} hole="phone">
    {told.phone && <PhoneLink phone={told.phone} class="phone" />}
  </Around>
);
