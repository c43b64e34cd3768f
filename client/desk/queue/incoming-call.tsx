// A call that came in, or was missed, is written down.

import { createRef, type JSX, type RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../shared/api";
import { Problem } from "../api";
import { go } from "../desk";
import { draft, forgetDraft, keepDraft } from "../drafts";
import { explain, say } from "../say";
import { openDialog } from "../ui/dialog";
import { Check, focusWrong, sortProblem } from "../ui/field";
import { useFocusOnceShown, within } from "../ui/focus";
import { t } from "../words";
import { isUnsure, once } from "../writes";
import { CALL_FIELDS, type CallField, CallFields } from "./call-fields";
import {
  bodyOf,
  type CallTyped,
  isNumberAlone,
  isOnLine,
  outcomeOf,
  typedBefore,
} from "./call-form";
import { useCallers } from "./use-callers";
import { AskFirst, type Caller, WhoCalls } from "./who-calls";

type Logged = Schemas["IncomingCallLogged"];

const DRAFT = "incoming-call";

/** Who calls, where that is known before the call is written down. */
export interface KnownCaller extends Pick<CallTyped, "name" | "phone" | "claim"> {
  personId: string;
}

/**
 * Ask for what is known of a call, and log it. `onLogged(answer)` once it is on record. What is
 * known of the caller is filled in, and the reason is asked first.
 */
export function logCall(
  locationId: string,
  onLogged: (logged: Logged, isOnLine: boolean) => void,
  known?: KnownCaller,
): void {
  const phone = createRef<HTMLInputElement>();
  const reason = createRef<HTMLInputElement>();
  openDialog<null>({
    title: t("queue.log"),
    content: (dialog) => (
      <CallForm
        locationId={locationId}
        phone={phone}
        reason={reason}
        known={known}
        onFound={(caller) => {
          dialog.close();
          go("find", caller.person_id);
        }}
        onLogged={(logged, said, isOnLine) => {
          dialog.close();
          say(said);
          onLogged(logged, isOnLine);
        }}
      />
    ),
  });
  // In the number, what is typed is another call's number, or the same is asked for again.
  (known?.phone ? reason : phone).current?.select();
}

interface CallFormProps {
  locationId: string;
  /** Where the phone number is typed. */
  phone: RefObject<HTMLInputElement | null>;
  /** Where the reason is typed. */
  reason: RefObject<HTMLInputElement | null>;
  known: KnownCaller | undefined;
  /** Whoever calls is known. */
  onFound: (caller: Caller) => void;
  onLogged: (logged: Logged, said: string, isOnLine: boolean) => void;
}

function CallForm({ locationId, known, onFound, onLogged, ...fields }: CallFormProps): JSX.Element {
  const kept = known ? `${DRAFT}-${known.personId}` : DRAFT;
  const [typed, setTyped] = useState(() => typedBefore(draft(kept), known));
  const form = useRef<HTMLFormElement>(null);
  const { wrong, said, forget, submit, refused } = useSubmit(locationId, kept, onLogged);
  const focusSoon = useFocusOnceShown();
  const toName = () => focusSoon(within(form, "input[type=text]"));
  const callers = useCallers(typed.phone, { onOnly, isNew: toName, refused });
  useLayoutEffect(() => {
    if (Object.keys(wrong).length) focusWrong(form.current);
  }, [wrong]);

  function change(changes: Partial<CallTyped>): void {
    const now = { ...typed, ...changes };
    setTyped(now);
    keepDraft(kept, JSON.stringify(now));
  }

  function onOnly(caller: Caller): void {
    onFound(caller);
    const said = caller.proven ? [] : [t("queue.call.ask_proof")];
    say([...said, t("queue.call.only")].join(" "));
  }

  function onSubmit(event: Event): void {
    event.preventDefault();
    forget();
    if (isNumberAlone(typed) && !callers.isAsked) callers.ask();
    else submit(typed);
  }

  if (callers.shown.length)
    return <WhoCalls callers={callers.shown} choose={onFound} isNew={callers.leave} />;
  return (
    <form class="stack" noValidate ref={form} onSubmit={onSubmit}>
      {callers.isUnproven && <AskFirst isKnown={callers.isKnown} />}
      <CallFields typed={typed} wrong={wrong} {...fields} onChange={change} />
      <Check
        label={t("queue.call.voicemail")}
        checked={typed.voicemail}
        onChange={(voicemail) => change({ voicemail })}
      />
      <Check
        label={t("queue.call.take")}
        checked={typed.claim}
        onChange={(claim) => change({ claim })}
      />
      <p class="wrong" role="alert">
        {said}
      </p>
      <div class="buttons">
        <button type="submit" class="first">
          {t("queue.call.log")}
        </button>
      </div>
    </form>
  );
}

interface Submitting {
  wrong: Partial<Record<CallField, string>>;
  /** What is wrong, where no field shows it. */
  said: string;
  /** A new try begins: what was wrong with the one before is said no more. */
  forget: () => void;
  submit: (typed: CallTyped) => Promise<void>;
  /** Say what was wrong with it. */
  refused: (failure: unknown, typed?: CallTyped) => void;
}

const NO_REASON = { reason: t("queue.reason.missing") };

/** Send what was typed; the same words again are the same call. */
function useSubmit(
  locationId: string,
  kept: string,
  onLogged: CallFormProps["onLogged"],
): Submitting {
  const [wrong, setWrong] = useState<Submitting["wrong"]>({});
  const [said, setSaid] = useState("");
  const isBusy = useRef(false);

  function forget(): void {
    setWrong({});
    setSaid("");
  }

  async function submit(typed: CallTyped): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    try {
      // Opened anew for each try: with other words it is told anew, and joins the first.
      const { data } = await once<Logged>(`locations/${locationId}/incoming-calls`)(bodyOf(typed));
      forgetDraft(kept);
      onLogged(data, loggedSaid(data, typed), isOnLine(typed));
    } catch (failure) {
      refused(failure, typed);
    }
    isBusy.current = false;
  }

  function refused(failure: unknown, typed?: CallTyped): void {
    if (failure instanceof Error && isUnsure(failure)) {
      setSaid(failure.message);
    } else if (failure instanceof Problem && failure.status === 422) {
      const sorted = sortProblem(failure, CALL_FIELDS);
      const isReasonMissing = typed && !typed.reason.trim();
      setWrong(isReasonMissing ? { ...sorted.wrong, ...NO_REASON } : sorted.wrong);
      setSaid(sorted.left.join(" "));
    } else {
      explain(failure);
    }
  }

  return { wrong, said, forget, submit, refused };
}

function loggedSaid(logged: Logged, typed: CallTyped): string {
  const { where, isColleagues } = outcomeOf(logged, typed);
  const said = [t("queue.call.logged"), t(`queue.call.${where}`)];
  if (isColleagues) said.splice(1, 0, t("queue.call.colleague"));
  return said.join(" ");
}
