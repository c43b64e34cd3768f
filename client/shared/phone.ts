// Phone numbers, as people read them.

/** "+12125550123" as it is read out: "(212) 555-0123". Other countries' stay as they are. */
export function phoneSaid(phone: string): string {
  const [, area, first, last] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone) ?? [];
  return area ? `(${area}) ${first}-${last}` : phone;
}
