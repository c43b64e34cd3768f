// The times within an appointment: its recovery, and since when the patient is here. Pure.

const MINUTE = 60000; // milliseconds

interface Lengths {
  duration_minutes: number;
  recovery_minutes: number;
}

export interface Recovery {
  /** When it begins, in milliseconds. */
  from: number;
  /** The part of the slot that comes before it, from 0 to 1. */
  after: number;
  /** The part of the slot that it takes. */
  share: number;
}

/** The recovery at the end of an appointment in a slot; none where the service has none. */
export function recoveryIn(
  slot: { starts_at: string; ends_at: string },
  service: Lengths | undefined,
): Recovery | null {
  const start = Date.parse(slot.starts_at);
  const minutes = (Date.parse(slot.ends_at) - start) / MINUTE;
  if (!service?.recovery_minutes || service.duration_minutes >= minutes) return null;
  const { duration_minutes: before, recovery_minutes: rest } = service;
  return {
    from: start + before * MINUTE,
    after: before / minutes,
    share: Math.min(rest, minutes - before) / minutes,
  };
}

interface Here {
  status: string;
  arrived_at?: string | null;
}

/** For how many whole minutes a patient who was checked in is here; null for anybody else. */
export function minutesHere({ status, arrived_at: since }: Here, now: number): number | null {
  if (status !== "arrived" || !since) return null;
  return Math.max(0, Math.floor((now - Date.parse(since)) / MINUTE));
}
