// The one way to speak to the API.

const PATIENCE = 20000; // milliseconds
const ROOT = document.documentElement.dataset.base; // "/", or the stage's prefix

/** The API said no. `kind` is the last part of the problem's type: "time-taken". */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || "Something went wrong.");
    this.status = status;
    this.kind = String(body.type || "").split(":").pop();
    this.errors = body.errors || []; // [{field, message}]
    this.body = body;
  }

  /** What stands against one field of the form, if anything. */
  of(field) {
    return this.errors.find((error) => error.field === field)?.message;
  }
}

/** No answer came: whether it was done, nobody knows. Sent again with its key it is done once. */
export class Unreached extends Error {
  constructor() {
    super("The clinic's server cannot be reached. Nothing you typed is lost; try again.");
  }
}

// Who is signed in. The sign-in sets this; until then calls go out without a token.
let identity = { token: async () => null, refused: async () => false };

/** `token()` gives the token to send; `refused()` whether a 401 may be tried once more. */
export function identifyWith(source) {
  identity = source;
}

/**
 * Call the API. `how`: `body` (sent as JSON), `key` (Idempotency-Key), `ifMatch`, `signal`,
 * `open` (send no token). Gives `{status, data, etag}`; throws Problem or Unreached.
 */
export async function call(method, path, how = {}) {
  let answer = await send(method, path, how);
  if (answer.status === 401 && !how.open && (await identity.refused()))
    answer = await send(method, path, how);
  return read(answer);
}

export const get = (path, how) => call("GET", path, how);
export const post = (path, body, how) => call("POST", path, { ...how, body: body ?? {} });

async function send(method, path, how) {
  const headers = { Accept: "application/json" };
  const token = how.open ? null : await identity.token();
  if (token) headers.Authorization = token;
  if (how.body !== undefined) headers["Content-Type"] = "application/json";
  if (how.key) headers["Idempotency-Key"] = how.key;
  if (how.ifMatch) headers["If-Match"] = how.ifMatch;
  const timeout = AbortSignal.timeout(PATIENCE);
  try {
    return await fetch(ROOT + path.replace(/^\//, ""), {
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

async function read(answer) {
  let data = null;
  try {
    const text = await answer.text();
    data = text ? JSON.parse(text) : null;
  } catch {
    if (answer.ok) throw new Unreached(); // cut short on its way
  }
  if (!answer.ok) throw new Problem(answer.status, data || {});
  return { status: answer.status, data, etag: answer.headers.get("ETag") };
}
