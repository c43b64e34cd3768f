// What a link opens: it stands in the address's fragment, which no browser sends. Pure.

export interface Named {
  id: string;
  token: string;
}

/** What an address's fragment names: "#<id>.<token>". */
export function namedBy(fragment: string): Named | null {
  const [, id, token] = /^#([0-9a-z]{26})\.([\w-]{10,200})$/.exec(fragment) ?? [];
  return id && token ? { id, token } : null;
}
