import type { Services } from '../plugin/plugin.js';

declare const performance: { now(): number };
declare function setTimeout(callback: () => void, milliseconds: number): unknown;

/** The clock and the event loop of the platform, the same in Node and in browsers. */
export const systemServices = (): Pick<Services, 'now' | 'pause'> =>
  Object.freeze({
    now: () => performance.now(),
    pause: () => new Promise<void>(resolve => void setTimeout(resolve, 0)),
  });
