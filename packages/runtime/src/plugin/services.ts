import type { Backend } from './backend.js';

/** What the runtime hands to the parts of a plugin. */
export interface Services {
  /** Milliseconds since some moment: for figures of progress, never for results. */
  readonly now: () => number;
  /** Lets other work run; resolves soon. */
  readonly pause: () => Promise<void>;
  /** Another backend of the runtime by name, looked up when it is asked for; null where there is none. */
  readonly backend: (name: string) => Backend | null;
  /** Tells the user of something that works, but not as may be expected: what runs slower than it could, say. Each message is told once. */
  readonly warn: (message: string) => void;
}
