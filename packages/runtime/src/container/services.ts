import type { Services } from '../plugin/services.js';

declare const console: { warn(message: string): void };
declare const performance: { now(): number };
declare function setTimeout(callback: () => void, milliseconds: number): unknown;
declare const setImmediate: ((callback: () => void) => unknown) | undefined;
declare const MessageChannel:
  | (new () => {
      readonly port1: { onmessage: (() => void) | null; close(): void };
      readonly port2: { postMessage(message: null): void };
    })
  | undefined;

/** Hands each message on once. */
function once(tell: (message: string) => void): (message: string) => void {
  const told = new Set<string>();
  return message => {
    if (told.has(message)) return;
    told.add(message);
    tell(message);
  };
}

/**
 * Lets everything else that waits for the thread go first. A timer would do, but takes a millisecond in Node and up to four in browsers, longer
 * than many steps of a small network.
 */
function giveWay(resolve: () => void): void {
  if (typeof setImmediate === 'function') setImmediate(resolve);
  else if (typeof MessageChannel === 'function') {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  } else setTimeout(resolve, 0);
}

/** The clock, the event loop and the console of the platform, the same in Node and in browsers; `warn` takes the place of the console. */
export const systemServices = (warn: (message: string) => void = message => console.warn(message)): Omit<Services, 'backend'> =>
  Object.freeze({
    now: () => performance.now(),
    pause: () => new Promise<void>(giveWay),
    warn: once(warn),
  });
