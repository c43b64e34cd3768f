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
  ask(): Promise<void>;
  /** It is none of them. */
  leave(): void;
}

interface Asked {
  phone: string;
  callers: readonly Caller[];
  isAnswered: boolean;
}

/** `isNew()` once it is somebody new; `refused(failure)` where nobody can be looked for. */
export function useCallers(
  phone: string,
  isNew: () => void,
  refused: (failure: unknown) => void,
): Callers {
  const [asked, setAsked] = useState<Asked>({ phone: "", callers: [], isAnswered: false });
  const isBusy = useRef(false);
  const isAsked = asked.phone === phone;

  async function ask(): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      const callers = await findCallers(phone);
      setAsked({ phone, callers, isAnswered: !callers.length });
      if (!callers.length) isNew();
    } catch (failure) {
      refused(failure);
    }
    isBusy.current = false;
  }

  function leave(): void {
    setAsked({ ...asked, isAnswered: true });
    isNew();
  }

  return {
    shown: isAsked && !asked.isAnswered ? asked.callers : [],
    isAsked,
    isUnproven: isAsked && asked.isAnswered && !asked.callers.some((each) => each.proven),
    ask,
    leave,
  };
}
