// Looks for whoever a call may be from, once for each number that is typed.

import { useRef, useState } from "preact/hooks";
import { type Caller, findCallers } from "./who-calls";

export interface Callers {
  /** Who it may be; none while that is not asked, or once it is answered. */
  shown: readonly Caller[];
  /** True once this number was looked for. */
  isAsked: boolean;
  /** True if it is somebody new on a number where nobody is proven. */
  isUnproven: boolean;
  /** Somebody is known on that number. */
  isKnown: boolean;
  ask(): Promise<void>;
  /** It is none of them. */
  leave(): void;
}

interface Asked {
  phone: string;
  callers: readonly Caller[];
  isAnswered: boolean;
}

export interface CallersOptions {
  /** The only one on the number. Asked for again soon, it is not them: then all is shown. */
  onOnly(caller: Caller): void;
  /** It is somebody new. */
  isNew(): void;
  /** Nobody can be looked for. */
  refused(failure: unknown): void;
}

const SOON = 60_000; // milliseconds
let straight = { phone: "", at: 0 }; // the number that led to its only one at once, and when

function goesStraight(phone: string): boolean {
  const isAgain = straight.phone === phone && Date.now() - straight.at < SOON;
  straight = isAgain ? { phone: "", at: 0 } : { phone, at: Date.now() };
  return !isAgain;
}

export function useCallers(phone: string, options: CallersOptions): Callers {
  const { onOnly, isNew, refused } = options;
  const [asked, setAsked] = useState<Asked>({ phone: "", callers: [], isAnswered: false });
  const isBusy = useRef(false);
  const isAsked = asked.phone === phone;

  async function ask(): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      const callers = await findCallers(phone);
      const [first, ...others] = callers;
      if (first && !others.length && goesStraight(phone)) return onOnly(first);
      setAsked({ phone, callers, isAnswered: !callers.length });
      if (!callers.length) isNew();
    } catch (failure) {
      refused(failure);
    } finally {
      isBusy.current = false;
    }
  }

  function leave(): void {
    setAsked({ ...asked, isAnswered: true });
    isNew();
  }

  return {
    shown: isAsked && !asked.isAnswered ? asked.callers : [],
    isAsked,
    isKnown: asked.callers.length > 0,
    isUnproven: isAsked && asked.isAnswered && !asked.callers.some((each) => each.proven),
    ask,
    leave,
  };
}
