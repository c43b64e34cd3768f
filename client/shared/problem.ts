// What the API says when it says no.

/** The kind of a problem, the last part of its type: "time-taken". */
export const kindOf = (type: string | undefined): string =>
  String(type ?? "")
    .split(":")
    .pop() ?? "";
