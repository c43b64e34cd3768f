// The initial that lists show after a first name. Pure.

export interface ShortlyNamed {
  first_name: string;
  last_initial: string;
}

/** What follows a first name in a list: "E.", or nothing where no initial is known. */
export const initialSaid = ({ first_name, last_initial }: ShortlyNamed): string =>
  first_name && last_initial ? `${last_initial}.` : "";
