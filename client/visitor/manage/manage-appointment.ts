// One appointment, as whoever has its link sees and changes it.

import { type Signal, signal } from "@preact/signals";
import type { Schemas } from "../../shared/api";
import { isOpen } from "../../shared/keys";
import type { Answer, ask, Clinic, Done } from "../ask";
import type { Named } from "../named";
import { type Place, placeOf, type Service, serviceOf } from "../places";
import type { AddressProof } from "../proof/prove-address";
import { daysAt } from "../times/fetch-days";
import { FreeTimes } from "../times/free-times";

type Appointment = Schemas["AppointmentView"];
export type Preparation = Schemas["Preparation"];

export interface Seen {
  appointment: Appointment;
  place: Place;
  service: Service;
}

/** What is said above it. */
export type Told =
  | "manage.changed"
  | "manage.refused"
  | "manage.moved"
  | "manage.escort_saved"
  | "ready.confirmed"
  | "ready.saved"
  | "ready.call_asked"
  | "ready.here_told";

/** What is to be said beside the free times, of a start. */
export interface ToldOfTime {
  what: "times.just_taken" | "times.not_offered";
  start: string;
}

export type Step =
  | { name: "loading" | "incomplete" | "unknown" }
  | { name: "failed"; again(): Promise<void> }
  | { name: "unsure"; again(): Promise<void>; label: string }
  | { name: "seen"; told: Told | null }
  | { name: "too-late" | "by-phone" | "cancelling" | "moving" }
  | { name: "moving-to"; start: string };

export interface Server {
  ask: typeof ask;
  clinic(): Promise<Clinic>;
  language: string;
  /** The appointment that the address names, and what opens it. */
  named(): Named | null;
}

interface Change {
  verb: "cancel" | "reschedule" | "escort" | "confirm" | "preparation" | "call-me" | "here";
  body: Record<string, string> | { checked: Preparation[] };
  /** What is said once it is done. */
  told: Told | null;
  /** What a button says meanwhile. */
  label: string;
}

export class Managed {
  readonly step: Signal<Step> = signal<Step>({ name: "loading" });
  readonly seen: Signal<Seen | null> = signal<Seen | null>(null);
  readonly toldOfTime: Signal<ToldOfTime | null> = signal<ToldOfTime | null>(null);
  /** They wrote something that has a sign of danger, in what was then refused. */
  readonly showsHelp: Signal<boolean> = signal(false);
  /** If its address is proven; only for a link that came by mail. */
  readonly proof: Signal<AddressProof | null> = signal<AddressProof | null>(null);
  /** What opens it for whoever it is passed on to: never what came by mail, since that proves. */
  passedOn: Named | null = null;
  private etag: string | null = null;
  private busy = false;
  private free: FreeTimes | null = null;

  constructor(private readonly server: Server) {}

  /** What the address names: the appointment, and what opens it here. */
  get named(): Named | null {
    return this.server.named();
  }

  get ask(): typeof ask {
    return this.server.ask;
  }

  /** Reads it and shows it as it is now. */
  async open(told: Told | null = null): Promise<void> {
    const named = this.server.named();
    if (!named) return this.go({ name: "incomplete" });
    try {
      const headers = { "Manage-Token": named.token };
      const [known, answer] = await Promise.all([
        this.server.clinic(),
        this.server.ask<Appointment>("GET", `appointments/${named.id}`, { headers }),
      ]);
      if (answer.ok) this.opened(answer, told, known, named);
      else if (answer.kind === "not-found") this.go({ name: "unknown" });
      else this.failed();
    } catch {
      this.failed(told);
    }
  }

  private opened(answer: Done<Appointment>, told: Told | null, clinic: Clinic, named: Named): void {
    const { address_proof, manage_token } = answer.said;
    this.proof.value = address_proof ?? null;
    this.passedOn = manage_token ? { id: named.id, token: manage_token } : named;
    this.see(answer, told, clinic);
  }

  askToCancel(): void {
    this.go({ name: "cancelling" });
  }

  /** Cancels it; why may be told, by one of a list and in words. */
  cancel(why: { cause?: string; reason?: string } = {}): Promise<void> {
    return this.change({
      verb: "cancel",
      body: { ...why },
      told: null,
      label: "manage.cancelling",
    });
  }

  /** Shows the times that it can be moved to, with what is to be said about one of them. */
  async chooseTime(told: ToldOfTime | null = null): Promise<void> {
    this.toldOfTime.value = null;
    this.go({ name: "moving" });
    await this.times().begin();
    this.toldOfTime.value = told;
  }

  askToMove(start: string): void {
    this.go({ name: "moving-to", start });
  }

  move(start: string): Promise<void> {
    const body = { starts_at: start };
    return this.change({ verb: "reschedule", body, told: "manage.moved", label: "manage.moving" });
  }

  confirmEscort(name: string): Promise<void> {
    const label = "manage.saving";
    return this.change({ verb: "escort", body: { name }, told: "manage.escort_saved", label });
  }

  /** "I'll be there." */
  confirm(): Promise<void> {
    return this.tell("confirm", "ready.confirmed");
  }

  /** "I'm here." */
  sayHere(): Promise<void> {
    return this.tell("here", "ready.here_told");
  }

  /** They ask to be called about it. */
  askForCall(): Promise<void> {
    return this.tell("call-me", "ready.call_asked");
  }

  private tell(verb: "confirm" | "here" | "call-me", told: Told): Promise<void> {
    return this.change({ verb, body: {}, told, label: "manage.saving" });
  }

  /** Notes all that was seen to by now. */
  prepare(checked: Preparation[]): Promise<void> {
    const told = "ready.saved";
    return this.change({ verb: "preparation", body: { checked }, told, label: "manage.saving" });
  }

  /** The free times of its location for its service. */
  times(): FreeTimes {
    if (!this.free) {
      const { place } = this.known();
      const named = this.server.named();
      const headers = { "Manage-Token": named?.token ?? "" };
      const days = daysAt(this.server.ask, `appointments/${named?.id}/availability`, "", headers);
      this.free = new FreeTimes(place.zone, days);
    }
    return this.free;
  }

  private known(): Seen {
    if (!this.seen.value) throw new Error("no appointment was read yet");
    return this.seen.value;
  }

  private go(step: Step): void {
    this.step.value = step;
  }

  private see(answer: Done<Appointment>, told: Told | null, clinic?: Clinic): void {
    const appointment = answer.said;
    this.etag = answer.etag;
    this.seen.value = clinic
      ? seenIn(clinic, appointment, this.server.language)
      : {
          ...this.known(),
          appointment,
        };
    this.go({ name: "seen", told });
  }

  private failed(told: Told | null = null): void {
    this.go({ name: "failed", again: () => this.open(told) });
  }

  /** What was seen goes with every change, so that nothing unseen is written over. */
  private async change(change: Change): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    let answer: Answer<Appointment> | null = null;
    try {
      answer = await this.send(change);
    } catch {
      // no answer, or none of ours
    }
    this.busy = false;
    if (answer?.ok) return this.see(answer, change.told);
    if (answer && "shows_help" in answer.said) this.showsHelp.value = true;
    // Perhaps it was done, and only the answer was lost: asked again the same way, it is done once.
    if (!answer || isOpen(answer.status))
      return this.go({ name: "unsure", again: () => this.change(change), label: change.label });
    const start = "starts_at" in change.body ? change.body.starts_at : undefined;
    return this.refused(answer.kind, start ?? "");
  }

  private send({ verb, body }: Change): Promise<Answer<Appointment>> {
    const named = this.server.named();
    const headers = {
      "Manage-Token": named?.token ?? "",
      ...(this.etag ? { "If-Match": this.etag } : {}),
    };
    return this.server.ask("POST", `appointments/${named?.id}/${verb}`, { body, headers });
  }

  private async refused(kind: string, start: string): Promise<void> {
    if (kind === "too-early") return this.open();
    if (kind === "version" || kind === "appointment-state") return this.open("manage.changed");
    if (kind === "too-late") return this.go({ name: "too-late" });
    if (kind === "not-bookable-online") return this.go({ name: "by-phone" });
    if (kind === "time-taken" || kind === "time-not-bookable") {
      this.times().take(start);
      const what = kind === "time-taken" ? "times.just_taken" : "times.not_offered";
      return this.chooseTime({ what, start });
    }
    if (kind === "not-found") return this.go({ name: "unknown" });
    return this.open("manage.refused"); // as it is now, whatever a try before did
  }
}

function seenIn(clinic: Clinic, appointment: Appointment, language: string): Seen {
  const place = placeOf(clinic, appointment.location_id);
  if (!place) throw new Error("no such location");
  return { appointment, place, service: serviceOf(clinic, appointment.service_id, language) };
}
