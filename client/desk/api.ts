// The one way to speak to the API.

import { kindOf } from "../shared/problem";

const PATIENCE = 20000; // milliseconds
const root = (): string => document.documentElement.dataset.base ?? "/"; // or the stage's prefix

/** The address of a page of ours, for somebody else. */
export const linkTo = (page: string): string => window.location.origin + root() + page;

interface ProblemBody {
  type?: string;
  title?: string;
  detail?: string;
  errors?: { field: string; message: string }[];
}

/** The API said no. `kind` is the last part of the problem's type: "time-taken". */
export class Problem extends Error {
  readonly status: number;
  readonly kind: string;
  readonly errors: { field: string; message: string }[];
  readonly body: ProblemBody & Record<string, unknown>;

  constructor(status: number, body: ProblemBody) {
    super(body.detail || body.title || "Something went wrong.");
    this.status = status;
    this.kind = kindOf(body.type);
    this.errors = body.errors ?? [];
    this.body = { ...body };
  }

  /** What stands against one field of the form, if anything. */
  of(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.message;
  }
}

/** No answer came: whether it was done, nobody knows. Sent again with its key it is done once. */
export class Unreached extends Error {
  constructor() {
    super("The clinic's server cannot be reached. Nothing you typed is lost; try again.");
  }
}

export interface Identity {
  /** The token to send, or null for none. */
  token(): Promise<string | null>;
  /** True if a 401 may be tried once more. */
  refused(): Promise<boolean>;
}

// Who is signed in. The sign-in sets this; until then calls go out without a token.
let identity: Identity = { token: async () => null, refused: async () => false };

export function identifyWith(source: Identity): void {
  identity = source;
}

export interface How {
  /** Sent as JSON. */
  body?: unknown;
  /** The Idempotency-Key. */
  key?: string;
  ifMatch?: string | null;
  /** The ETag of what is known already: if that still holds, the answer is a 304 without data. */
  ifNoneMatch?: string | null;
  signal?: AbortSignal;
  /** Send no token. */
  open?: boolean;
  /** What is to come, if it is not JSON. */
  accept?: string;
}

export interface Answer<T> {
  status: number;
  data: T;
  etag: string | null;
}

/** Call the API. Throws Problem or Unreached. */
export async function call<T>(method: string, path: string, how: How = {}): Promise<Answer<T>> {
  return read<T>(await sent(method, path, how));
}

/** Read a file, byte for byte. Throws Problem or Unreached. */
export async function getFile(path: string, accept: string): Promise<Blob> {
  const answer = await sent("GET", path, { accept });
  if (!answer.ok) await read(answer);
  try {
    return await answer.blob();
  } catch {
    throw new Unreached(); // cut short on its way
  }
}

/** Read a page of text, with what its headers say. Throws Problem or Unreached. */
export async function getText(
  path: string,
  accept: string,
): Promise<{ text: string; headers: Headers }> {
  const answer = await sent("GET", path, { accept });
  if (!answer.ok) await read(answer);
  try {
    return { text: await answer.text(), headers: answer.headers };
  } catch {
    throw new Unreached(); // cut short on its way
  }
}

async function sent(method: string, path: string, how: How): Promise<Response> {
  const answer = await send(method, path, how);
  const isAgain = answer.status === 401 && !how.open && (await identity.refused());
  return isAgain ? send(method, path, how) : answer;
}

export const get = <T>(path: string, how?: How): Promise<Answer<T>> => call<T>("GET", path, how);

export const post = <T>(path: string, body?: unknown, how?: How): Promise<Answer<T>> =>
  call<T>("POST", path, { ...how, body: body ?? {} });

async function headersOf(how: How): Promise<Record<string, string>> {
  const headers: Record<string, string> = { Accept: how.accept ?? "application/json" };
  const token = how.open ? null : await identity.token();
  if (token) headers.Authorization = token;
  if (how.body !== undefined) headers["Content-Type"] = "application/json";
  if (how.key) headers["Idempotency-Key"] = how.key;
  if (how.ifMatch) headers["If-Match"] = how.ifMatch;
  if (how.ifNoneMatch) headers["If-None-Match"] = how.ifNoneMatch;
  return headers;
}

async function send(method: string, path: string, how: How): Promise<Response> {
  const headers = await headersOf(how);
  const timeout = AbortSignal.timeout(PATIENCE);
  try {
    return await fetch(root() + path.replace(/^\//, ""), {
      method,
      headers,
      body: how.body === undefined ? undefined : JSON.stringify(how.body),
      credentials: "omit",
      cache: "no-store",
      signal: how.signal ? AbortSignal.any([how.signal, timeout]) : timeout,
    });
  } catch (failure) {
    if (how.signal?.aborted) throw failure;
    throw new Unreached();
  }
}

async function read<T>(answer: Response): Promise<Answer<T>> {
  let data: unknown = null;
  try {
    const text = await answer.text();
    data = text ? JSON.parse(text) : null;
  } catch {
    if (answer.ok) throw new Unreached(); // cut short on its way
  }
  if (!answer.ok && answer.status !== 304)
    throw new Problem(answer.status, (data ?? {}) as ProblemBody);
  return { status: answer.status, data: data as T, etag: answer.headers.get("ETag") };
}
