// Opens one appointment: who comes, what for, and what can be done with it now.

import { openSeries } from "../series";
import type { AppointmentBrief } from "../sheet";
import { openDialog } from "../ui/dialog";
import { t } from "../words";
import { AppointmentContent } from "./appointment-content";
import { type Changed, OpenAppointment } from "./change-appointment";

export interface AppointmentOptions {
  id: string;
  zone: string;
  /** After each change; without a verb when it was a colleague's, or its series'. */
  changed: Changed;
  /** It is to be moved. */
  move(): void;
  /** To another appointment of its series. */
  goTo(appointment: { starts_at: string }): void;
}

export interface Opened {
  /** Told how the day's sheet shows it, so that a colleague's change is shown here, too. */
  compare(brief: AppointmentBrief | null): void;
  closed: Promise<unknown>;
}

export function openAppointment(options: AppointmentOptions): Opened {
  const { id, zone, changed } = options;
  let close = () => {};
  const opened = new OpenAppointment(id, changed, () => close());
  const closed = openDialog<never>({
    title: <OpenedName of={opened} />,
    content: (dialog) => {
      close = () => dialog.close();
      queueMicrotask(() => heading(dialog.element)?.focus()); // it is shown by then
      return (
        <AppointmentContent
          opened={opened}
          zone={zone}
          refocus={() => keepFocusWithin(dialog.element)}
          move={() => {
            dialog.close();
            options.move();
          }}
          showSeries={() => showSeries(opened, options, () => dialog.close())}
        />
      );
    },
  });
  opened.load();
  return { compare: (brief) => opened.compare(brief), closed };
}

function OpenedName({ of: opened }: { of: OpenAppointment }) {
  const name = opened.appointment.value?.name;
  return name ? <bdi>{name}</bdi> : t("appointment.title");
}

const heading = (dialog: Element) => dialog.querySelector<HTMLElement>("h2");

/** The button that had the focus may be gone: then the heading has it. */
function keepFocusWithin(dialog: HTMLDialogElement): void {
  if (dialog.open && !dialog.contains(document.activeElement)) heading(dialog)?.focus();
}

async function showSeries(
  opened: OpenAppointment,
  { zone, goTo, changed }: AppointmentOptions,
  close: () => void,
): Promise<void> {
  const seriesId = opened.appointment.value?.series_id;
  if (!seriesId) return;
  const isChanged = await openSeries({
    seriesId,
    zone,
    goTo(other: { starts_at: string }) {
      close();
      goTo(other);
    },
  });
  if (!isChanged) return;
  await opened.load();
  if (opened.appointment.value) changed(opened.appointment.value, null);
}
