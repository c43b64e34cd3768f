// What a view is: one of the screens that the links at the top lead to.

/** What ends a view, if anything goes on in it. */
// biome-ignore lint/suspicious/noConfusingVoidType: a view that starts nothing has nothing to give
export type Ending = (() => void) | void;

export interface View {
  /** Its part of the address. */
  id: string;
  title: string;
  /** Opens it. */
  key: string;
  /** For managers alone. */
  manager?: boolean;
  /** Fills `main`; gives what ends what it started. `rest` is what the address says further. */
  open(main: HTMLElement, rest: string[]): Ending;
}

/** The views of somebody with this role. */
export const viewsFor = (views: readonly View[], isManager: boolean): View[] =>
  views.filter((view) => !view.manager || isManager);
