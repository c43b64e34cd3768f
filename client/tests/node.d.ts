// As much of Node as the unit tests use: it is no dependency of what runs in a browser.

declare module "node:test" {
  type Body = (context: { mock: Mock }) => void | Promise<void>;

  export function test(name: string, body: Body): Promise<void>;
  export function it(name: string, body: Body): Promise<void>;
  export function describe(name: string, body: () => void): Promise<void>;
  export function beforeEach(body: () => void | Promise<void>): void;
  export function afterEach(body: () => void | Promise<void>): void;

  // biome-ignore lint/suspicious/noExplicitAny: a stand-in takes whatever is given to it
  type Anything = (...given: any[]) => any;

  export interface Mocked {
    mock: {
      calls: { arguments: unknown[] }[];
      callCount(): number;
      resetCalls(): void;
      mockImplementation(instead: Anything): void;
    };
  }

  export interface Mock {
    fn<F extends Anything>(instead?: F): F & Mocked;
    method<T extends object>(of: T, name: keyof T, instead?: Anything): Mocked;
    reset(): void;
    restoreAll(): void;
    timers: {
      enable(how: {
        apis?: ("setTimeout" | "setInterval" | "setImmediate" | "Date")[];
        now?: number | Date;
      }): void;
      tick(milliseconds?: number): void;
      setTime(milliseconds: number): void;
      runAll(): void;
      reset(): void;
    };
  }

  export const mock: Mock;
  export default test;
}

declare module "node:assert/strict" {
  interface Assert {
    (value: unknown, message?: string): asserts value;
    ok(value: unknown, message?: string): asserts value;
    equal<T>(actual: unknown, expected: T, message?: string): asserts actual is T;
    notEqual(actual: unknown, expected: unknown, message?: string): void;
    deepEqual<T>(actual: unknown, expected: T, message?: string): asserts actual is T;
    notDeepEqual(actual: unknown, expected: unknown, message?: string): void;
    match(value: string, pattern: RegExp, message?: string): void;
    doesNotMatch(value: string, pattern: RegExp, message?: string): void;
    throws(act: () => unknown, expected?: unknown, message?: string): void;
    rejects(act: Promise<unknown> | (() => Promise<unknown>), expected?: unknown): Promise<void>;
    fail(message?: string): never;
  }
  const assert: Assert;
  export default assert;
}
