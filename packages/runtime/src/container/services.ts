import type { Services } from '../plugin/plugin.js';

declare const console: { warn(message: string): void };
declare const performance: { now(): number };
declare function setTimeout(callback: () => void, milliseconds: number): unknown;

/** Hands each message on once. */
function once(tell: (message: string) => void): (message: string) => void {
  const told = new Set<string>();
  return message => {
    if (told.has(message)) return;
    told.add(message);
    tell(message);
  };
}

/** The clock, the event loop and the console of the platform, the same in Node and in browsers; `warn` takes the place of the console. */
export const systemServices = (warn: (message: string) => void = message => console.warn(message)): Omit<Services, 'backend'> =>
  Object.freeze({
    now: () => performance.now(),
    pause: () => new Promise<void>(resolve => void setTimeout(resolve, 0)),
    warn: once(warn),
  });
