// The one way in which visitors' pages speak to the API.

import type { Schemas } from "../shared/api";
import { kindOf } from "../shared/problem";
import { browserId } from "./browser-id";
import { PAGE } from "./page";

const PATIENCE = 35000; // milliseconds

export interface Done<T> {
  ok: true;
  status: number;
  said: T;
  etag: string | null;
}

export interface Refused {
  ok: false;
  status: number;
  said: Partial<Schemas["Problem"]>;
  /** The kind of problem: "time-taken", or "other" where none was told. */
  kind: string;
}

export type Answer<T> = Done<T> | Refused;

export interface How {
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  cache?: RequestCache;
}

/** Calls the API. Throws when no answer came, or none of ours. */
export async function ask<T>(method: string, path: string, how: How = {}): Promise<Answer<T>> {
  const { body, headers, cache = "no-store" } = how;
  const answer = await fetch(PAGE.base + path, {
    method,
    headers: {
      Accept: "application/json",
      ...(body ? { "Content-Type": "application/json", "Browser-Id": browserId() } : {}),
      ...headers,
    },
    body: body ? JSON.stringify(body) : undefined,
    credentials: "omit",
    cache,
    signal: AbortSignal.timeout?.(PATIENCE),
  });
  const { ok, status } = answer;
  const said = status === 204 ? null : await answer.json();
  if (ok) return { ok, status, said, etag: answer.headers.get("ETag") };
  return { ok, status, said, kind: kindOf(said.type) || "other" };
}

export type Clinic = Schemas["ClinicView"];

let known: Clinic | undefined;

/** The clinic, asked for once. Throws when it cannot be had. */
export async function clinic(): Promise<Clinic> {
  if (!known) {
    const answer = await ask<Clinic>("GET", "clinic", { cache: "default" });
    if (!answer.ok) throw new Error("no clinic");
    known = answer.said;
  }
  return known;
}
