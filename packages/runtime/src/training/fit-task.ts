import type { Model } from '@rheobase/model';
import type { Observable } from 'rxjs';
import { Subject } from 'rxjs/internal/Subject';
import type { FitContext, FitEvent } from '../plugin/trainer.js';
import { guarded } from '../stream/guarded.js';

/** What a fit needs of the runtime's services. */
interface FitServices extends Pick<FitContext, 'now' | 'pause'> {
  readonly warn: (message: string) => void;
}

/**
 * A fit under way, a promise of the trained model: await it, subscribe to its events, cancel it. Unsubscribing does not cancel. Where it fails
 * and nobody awaits it, the platform reports an unhandled rejection, as of any promise.
 */
export class FitTask extends Promise<Model> {
  /** What `then`, `catch` and `finally` give are plain promises. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  readonly #events: Subject<FitEvent>;
  readonly #signal: { aborted: boolean };
  readonly #warn: FitServices['warn'];

  /** @internal `start` is called after the caller had the chance to subscribe. */
  constructor({ now, pause, warn }: FitServices, start: (context: FitContext) => Promise<Model>) {
    const events = new Subject<FitEvent>();
    const signal = { aborted: false };
    super((resolve, reject) => {
      const report = (event: FitEvent): void => events.next(event);
      pause()
        .then(() => start({ now, pause, signal, report }))
        .finally(() => events.complete())
        .then(resolve, reject);
    });
    this.#events = events;
    this.#signal = signal;
    this.#warn = warn;
  }

  override get [Symbol.toStringTag](): string {
    return 'FitTask';
  }

  /** Progress after each batch and each epoch; completes when the fit ends. What a subscriber raises is a warning, told once; the fit goes on. */
  get events(): Observable<FitEvent> {
    return guarded(this.#events, 'events of a fit', this.#warn);
  }

  /** Stops after the batch in hand; the task then fails with a `TrainingError` of code `cancelled`. */
  cancel(): void {
    this.#signal.aborted = true;
  }
}
