import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { Problem, Unreached } from "../desk/api";
import { every, onConnection, type Poll } from "../desk/live";
import { nowCovered, somebodyIsHere } from "../desk/presence";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const EACH = 4 * SECOND; // while somebody works

/** The page, which can be hidden, and its window, which can come back online. */
const page = Object.assign(new EventTarget(), { hidden: false });
const pane = new EventTarget();
Object.assign(globalThis, { document: page, window: pane });

function hide(hidden: boolean): void {
  page.hidden = hidden;
  page.dispatchEvent(new Event("visibilitychange"));
}

/** Lets go on whatever waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

async function pass(milliseconds: number): Promise<void> {
  mock.timers.tick(milliseconds);
  await settle();
}

/** Looks that end when they are told to. */
function slowLooks() {
  const ends: ((failure?: Error) => void)[] = [];
  const look = () =>
    new Promise<void>((done, failed) => {
      ends.push((failure) => (failure ? failed(failure) : done()));
    });
  const end = async (failure?: Error) => {
    ends.at(-1)?.(failure);
    await settle();
  };
  return { look, end, begun: () => ends.length };
}

const polls: Poll[] = [];

function poll(look: () => unknown): Poll {
  const mine = every(look, { chance: () => 0 });
  polls.push(mine);
  return mine;
}

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000_000_000 });
  somebodyIsHere();
});
afterEach(() => {
  for (const each of polls.splice(0)) each.stop();
  page.hidden = false;
  nowCovered(false);
  mock.timers.reset();
  mock.restoreAll();
});

describe("what is looked at again and again", () => {
  it("is looked at now, and then every so often", async () => {
    const look = mock.fn(async () => {});
    poll(look);
    await settle();
    assert.equal(look.mock.callCount(), 1);
    await pass(EACH - 1);
    assert.equal(look.mock.callCount(), 1);
    await pass(1);
    assert.equal(look.mock.callCount(), 2);
    await pass(EACH);
    assert.equal(look.mock.callCount(), 3);
  });

  it("is looked at once at a time, however long it takes", async () => {
    const { look, end, begun } = slowLooks();
    poll(look);
    await pass(10 * EACH);
    assert.equal(begun(), 1);
    await end();
    await pass(EACH - 1);
    assert.equal(begun(), 1, "the time counts from the end of the last look");
    await pass(1);
    assert.equal(begun(), 2);
  });

  it("is looked at at once when somebody wants it, and goes on in its own time", async () => {
    const look = mock.fn(async () => {});
    const { again } = poll(look);
    await pass(EACH / 2);
    await again();
    assert.equal(look.mock.callCount(), 2);
    await pass(EACH / 2);
    assert.equal(look.mock.callCount(), 2, "the time begins anew");
    await pass(EACH / 2);
    assert.equal(look.mock.callCount(), 3);
  });

  it("is looked at once more after the look under way, however often that is wanted", async () => {
    const { look, end, begun } = slowLooks();
    const { again } = poll(look);
    for (let time = 0; time < 3; time++) await again();
    assert.equal(begun(), 1);
    await end();
    assert.equal(begun(), 2);
    await end();
    await pass(EACH - 1);
    assert.equal(begun(), 2);
  });
});

describe("a look that fails", () => {
  for (const [what, failure] of [
    ["no connection", new Unreached()],
    ["a refusal", new Problem(404, {})],
    ["a fault of ours", new TypeError("a fault, as a test wants it")],
  ] as const)
    it(`is not the last one, for ${what}`, async () => {
      mock.method(console, "error", () => {});
      const { look, end, begun } = slowLooks();
      poll(look);
      await end(failure);
      await pass(EACH);
      assert.equal(begun(), 2);
      await end();
      await pass(EACH);
      assert.equal(begun(), 3);
    });

  it("is told on the console if it is a fault of ours, and not otherwise", async () => {
    const console_ = mock.method(console, "error", () => {});
    const { look, end } = slowLooks();
    poll(look);
    await end(new Unreached());
    await pass(EACH);
    await end(new Problem(503, {}));
    assert.equal(console_.mock.callCount(), 0);
    await pass(2 * EACH);
    await end(new TypeError("a fault, as a test wants it"));
    assert.equal(console_.mock.callCount(), 1);
    await pass(EACH);
    await end();
  });
});

describe("looks that fail in a row", () => {
  it("come ever less often, and as usual once one succeeds", async () => {
    const { look, end, begun } = slowLooks();
    poll(look);
    for (const pause of [4, 8, 16, 30, 30]) {
      await end(new Problem(503, {}));
      const before = begun();
      await pass(pause * SECOND - 1);
      assert.equal(begun(), before);
      somebodyIsHere(); // is at work all the while, and did not come back
      await pass(1);
      assert.equal(begun(), before + 1);
    }
    await end();
    const before = begun();
    await pass(EACH);
    assert.equal(begun(), before + 1);
    await end();
  });
});

describe("what somebody does at the page meanwhile", () => {
  for (const [what, away] of [
    ["hiding it", hide],
    ["covering it", nowCovered],
  ] as const)
    it(`${what} lets it be looked at once a minute, until it is seen again`, async () => {
      const look = mock.fn(async () => {});
      poll(look);
      await settle();
      away(true);
      await pass(MINUTE - 1);
      assert.equal(look.mock.callCount(), 1);
      await pass(1);
      assert.equal(look.mock.callCount(), 2);
      await pass(EACH);
      assert.equal(look.mock.callCount(), 2);
      away(false);
      await pass(0);
      assert.equal(look.mock.callCount(), 3, "at once");
      await pass(EACH);
      assert.equal(look.mock.callCount(), 4);
    });
});

describe("whoever comes back to the page", () => {
  it("after a rest has it looked at at once", async () => {
    const look = mock.fn(async () => {});
    poll(look);
    for (let passed = 0; passed < 6 * MINUTE; passed += SECOND) await pass(SECOND);
    const lately = look.mock.callCount();
    while (look.mock.callCount() === lately) await pass(SECOND);
    const before = look.mock.callCount();
    await pass(29 * SECOND);
    assert.equal(look.mock.callCount(), before);
    somebodyIsHere();
    await pass(0);
    assert.equal(look.mock.callCount(), before + 1);
    await pass(EACH);
    assert.equal(look.mock.callCount(), before + 2);
  });

  it("again and again has it looked at no oftener than at work", async () => {
    const look = mock.fn(async () => {});
    poll(look);
    await settle();
    for (let time = 0; time < 10; time++) {
      pane.dispatchEvent(new Event("focus"));
      await pass(0);
    }
    assert.equal(look.mock.callCount(), 1);
    await pass(EACH);
    assert.equal(look.mock.callCount(), 2);
  });

  it("while looks fail has it looked at at once", async () => {
    for (const sign of ["online", "focus"]) {
      const { look, end, begun } = slowLooks();
      const mine = poll(look);
      await end(new Unreached());
      await pass(SECOND);
      pane.dispatchEvent(new Event(sign));
      await settle();
      assert.equal(begun(), 2);
      mine.stop();
      await end();
    }
  });
});

describe("a poll that is stopped", () => {
  it("is looked at no more, whatever happens", async () => {
    const look = mock.fn(async () => {});
    const { again, stop } = poll(look);
    await settle();
    stop();
    await pass(10 * EACH);
    hide(false);
    pane.dispatchEvent(new Event("online"));
    await again();
    assert.equal(look.mock.callCount(), 1);
  });

  it("during a look makes that the last", async () => {
    const { look, end, begun } = slowLooks();
    const { again, stop } = poll(look);
    await again();
    stop();
    await end();
    await pass(10 * EACH);
    assert.equal(begun(), 1);
  });
});

describe("the connection", () => {
  it("is told once when it is lost and once when it is back", async () => {
    const told = mock.fn((_is: boolean) => {});
    const silent = onConnection(told);
    const { look, end } = slowLooks();
    poll(look);
    for (const failure of [undefined, new Unreached(), new Unreached(), undefined, undefined]) {
      await end(failure);
      await pass(EACH);
    }
    assert.deepEqual(
      told.mock.calls.map((call) => call.arguments[0]),
      [false, true],
    );
    silent();
    await end(new Unreached());
    assert.equal(told.mock.callCount(), 2);
    await pass(EACH);
    await end();
  });

  it("is not back for a look that asked nobody", async () => {
    const told = mock.fn((_is: boolean) => {});
    const silent = onConnection(told);
    const answers = [new Unreached(), false, true];
    const look = mock.fn(async () => {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    });
    poll(look);
    await settle();
    await pass(EACH);
    assert.equal(look.mock.callCount(), 2);
    assert.deepEqual(told.mock.calls.at(-1)?.arguments, [false]);
    await pass(EACH);
    assert.deepEqual(told.mock.calls.at(-1)?.arguments, [true]);
    silent();
  });

  it("is not lost for a refusal: somebody answered", async () => {
    const told = mock.fn((_is: boolean) => {});
    const silent = onConnection(told);
    const { look, end } = slowLooks();
    poll(look);
    await end(new Problem(500, {}));
    silent();
    assert.equal(told.mock.callCount(), 0);
  });
});
