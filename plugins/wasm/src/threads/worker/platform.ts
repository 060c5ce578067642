import type { Answer, Load, Work } from './messages.js';
import { workerMain } from './worker-main.js';

/** Takes what a worker reports. */
export interface Listener {
  answered(answer: Answer): void;
  /** It ended by itself, or could not be started. */
  failed(reason: string): void;
}

/** A worker of the platform. */
export interface PlatformWorker {
  /** The buffers in `transfer` are gone afterwards. */
  post(message: Load | Work, transfer: ArrayBuffer[]): void;
  /** Whether the process is to wait for it. */
  hold(waits: boolean): void;
  end(): void;
}

export type StartWorker = (listener: Listener) => PlatformWorker;

/** What is used of Node's `worker_threads`. */
interface NodeThreads {
  readonly Worker: new (
    code: string,
    options: { readonly eval: true },
  ) => {
    on(event: 'message', listener: (answer: Answer) => void): unknown;
    on(event: 'error', listener: (error: unknown) => void): unknown;
    on(event: 'exit', listener: (code: number) => void): unknown;
    postMessage(message: Load | Work, transfer: ArrayBuffer[]): void;
    ref(): void;
    unref(): void;
    terminate(): Promise<number>;
  };
}

/** Workers start from the text of their program: nothing is fetched, and no bundler has to know of them. Some bundlers wrap functions in `__name`. */
const program = (port: string): string => `const __name = wrapped => wrapped; (${String(workerMain)})(${port});`;

const inNode =
  ({ Worker: Thread }: NodeThreads): StartWorker =>
  listener => {
    const worker = new Thread(program(`require('node:worker_threads').parentPort`), { eval: true });
    worker.on('message', answer => listener.answered(answer));
    worker.on('error', error => listener.failed(String(error)));
    worker.on('exit', code => listener.failed(`it ended with exit code ${code}`));
    worker.unref();
    return {
      post: (message, transfer) => worker.postMessage(message, transfer),
      hold: waits => (waits ? worker.ref() : worker.unref()),
      end: () => void worker.terminate(),
    };
  };

const inBrowser: StartWorker = listener => {
  const url = URL.createObjectURL(new Blob([program('self')], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onmessage = ({ data }: MessageEvent<Answer>) => listener.answered(data);
  worker.onmessageerror = () => listener.failed('its answer could not be read');
  worker.onerror = ({ message }) => listener.failed(message || 'it could not be started');
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    hold: () => undefined,
    end() {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
};

/** How many threads this machine runs at a time; 1 if the platform does not say. */
export async function coresHere(): Promise<number> {
  if (typeof navigator !== 'undefined' && 'hardwareConcurrency' in navigator) return navigator.hardwareConcurrency;
  const name = 'node:os';
  try {
    const system: { availableParallelism(): number } = await import(/* @vite-ignore */ name);
    return system.availableParallelism();
  } catch {
    return 1;
  }
}

/** How this platform starts workers; null if it has none. */
export async function workerStarter(): Promise<StartWorker | null> {
  if (typeof Worker === 'function') return inBrowser;
  const name = 'node:worker_threads';
  try {
    const threads: NodeThreads = await import(/* @vite-ignore */ name);
    return inNode(threads);
  } catch {
    return null;
  }
}
