// One place on the waitlist, as whoever has its link sees it, answers an offer, and leaves.

import { type Signal, signal } from "@preact/signals";
import type { Schemas } from "../../shared/api";
import { isOpen } from "../../shared/keys";
import type { Answer, ask, Clinic } from "../ask";
import type { Named } from "../named";
import { type Place, placeOf, type Service, serviceOf } from "../places";

type Appointment = Schemas["AppointmentView"];
export type Entry = Schemas["WaitlistEntryView"];
export type Offer = Schemas["OfferView"];

export interface Seen {
  entry: Entry;
  place: Place;
  service: Service;
}

/** What is said above it. */
export type Told =
  | "waitlist.declined"
  | "waitlist.offer_gone"
  | "waitlist.refused"
  | "book.too_many";

export type Step =
  | { name: "loading" | "incomplete" | "unknown" | "leaving" }
  | { name: "failed"; again(): Promise<void> }
  | { name: "unsure"; again(): Promise<void>; label: string }
  | { name: "seen"; told: Told | null }
  | { name: "taken"; appointment: Appointment };

export interface Server {
  ask: typeof ask;
  clinic(): Promise<Clinic>;
  language: string;
  /** The place that the address names, and what opens it. */
  named: Named | null;
}

interface Change {
  verb: "take" | "decline" | "leave";
  body: object;
  /** What a button says meanwhile. */
  label: string;
}

export class OwnEntry {
  readonly step: Signal<Step> = signal<Step>({ name: "loading" });
  readonly seen: Signal<Seen | null> = signal<Seen | null>(null);
  escort = "";
  private busy = false;

  constructor(private readonly server: Server) {}

  /** Reads it and shows it as it is now. */
  async open(told: Told | null = null): Promise<void> {
    const { named } = this.server;
    if (!named) return this.go({ name: "incomplete" });
    try {
      const headers = { "Manage-Token": named.token };
      const [known, answer] = await Promise.all([
        this.server.clinic(),
        this.server.ask<Entry>("GET", `waitlist/${named.id}`, { headers }),
      ]);
      if (answer.ok) this.see(seenIn(known, answer.said, this.server.language), told);
      else if (answer.kind === "not-found") this.go({ name: "unknown" });
      else this.failed(told);
    } catch {
      this.failed(told);
    }
  }

  /** An offer's time has run out while the page was open: what there is now is read anew. */
  async ranOut(): Promise<void> {
    if (!this.busy) await this.open("waitlist.offer_gone");
  }

  async take({ hold_token }: Offer): Promise<void> {
    const escort_name = this.escort.trim();
    const body = { hold_token, ...(escort_name ? { escort_name } : {}) };
    await this.change({ verb: "take", body, label: "waitlist.taking" });
  }

  async decline({ starts_at }: Offer): Promise<void> {
    await this.change({ verb: "decline", body: { starts_at }, label: "waitlist.saving" });
  }

  askToLeave(): void {
    this.go({ name: "leaving" });
  }

  async leave(): Promise<void> {
    await this.change({ verb: "leave", body: {}, label: "waitlist.saving" });
  }

  private go(step: Step): void {
    this.step.value = step;
  }

  /** What is said of an offer that is gone is not said while there is one. */
  private see(seen: Seen, told: Told | null): void {
    this.seen.value = seen;
    const isThere = told === "waitlist.offer_gone" && seen.entry.state === "offered";
    this.go({ name: "seen", told: isThere ? null : told });
  }

  private failed(told: Told | null = null): void {
    this.go({ name: "failed", again: () => this.open(told) });
  }

  /** Perhaps it was done, and only the answer was lost: asked again the same way, it is done once. */
  private async change(change: Change): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const answer = await this.send(change).catch(() => null);
    this.busy = false;
    if (answer?.ok) return this.done(change, answer.said);
    if (answer?.kind === "too-many-bookings")
      return this.go({ name: "seen", told: "book.too_many" });
    if (!answer || isOpen(answer.status))
      return this.go({ name: "unsure", again: () => this.change(change), label: change.label });
    if (answer.kind === "nothing-offered") return this.open("waitlist.offer_gone");
    if (answer.kind === "not-found") return this.go({ name: "unknown" });
    return this.open("waitlist.refused"); // as it is now, whatever a try before did
  }

  private send({ verb, body }: Change): Promise<Answer<Entry | Appointment>> {
    const { named } = this.server;
    const headers = { "Manage-Token": named?.token ?? "" };
    return this.server.ask("POST", `waitlist/${named?.id}/${verb}`, { body, headers });
  }

  private done({ verb }: Change, said: Entry | Appointment): void {
    const { seen } = this;
    if ("appointment_id" in said) this.go({ name: "taken", appointment: said });
    else if (seen.value)
      this.see({ ...seen.value, entry: said }, verb === "decline" ? "waitlist.declined" : null);
  }
}

function seenIn(clinic: Clinic, entry: Entry, language: string): Seen {
  const place = placeOf(clinic, entry.location_id);
  if (!place) throw new Error("no such location");
  return { entry, place, service: serviceOf(clinic, entry.service_id, language) };
}
