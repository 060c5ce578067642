import { SimulationError } from '@rheobase/core';
import type { Answered, Load, Work } from './messages.js';
import type { PlatformWorker, StartWorker } from './platform.js';

interface Waiting {
  resolve(answer: Answered): void;
  reject(error: SimulationError): void;
}

/** A worker that is asked one thing at a time. Once something failed it is of no more use. */
export class Thread {
  readonly #name: string;
  readonly #worker: PlatformWorker;
  #waiting: Waiting | null = null;
  #failed: SimulationError | null = null;

  /** @param name of the worker, in errors */
  constructor(start: StartWorker, name: string) {
    this.#name = name;
    try {
      this.#worker = start({
        answered: answer => {
          if ('failed' in answer) this.#fail(answer.failed);
          else this.#settle()?.resolve(answer);
        },
        failed: reason => this.#fail(reason),
      });
    } catch (error) {
      throw new SimulationError(`${name} could not be started: ${String(error)}; run on one thread (threads: 1)`, {
        code: 'worker-failed',
        object: name,
      });
    }
  }

  /** Whether it can still be asked. */
  get sound(): boolean {
    return this.#failed === null;
  }

  /** Rejects with a `SimulationError` that names the worker. The buffers in `transfer` are gone afterwards. */
  ask(message: Load | Work, transfer: ArrayBuffer[]): Promise<Answered> {
    return new Promise((resolve, reject) => {
      if (this.#failed) return reject(this.#failed);
      this.#waiting = { resolve, reject };
      this.#worker.hold(true);
      this.#worker.post(message, transfer);
    });
  }

  end(): void {
    this.#failed ??= new SimulationError(`${this.#name} was ended`, { code: 'disposed' });
    this.#worker.end();
  }

  #settle(): Waiting | null {
    const waiting = this.#waiting;
    this.#waiting = null;
    this.#worker.hold(false);
    return waiting;
  }

  #fail(reason: string): void {
    if (this.#failed) return;
    this.#failed = new SimulationError(`${this.#name} failed: ${reason}`, { code: 'worker-failed', object: this.#name });
    this.#settle()?.reject(this.#failed);
    this.#worker.end();
  }
}
