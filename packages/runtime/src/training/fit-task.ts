import type { Model } from '@rheobase/compiler';
import { type Observable, Subject } from 'rxjs';
import type { FitContext, FitEvent } from '../plugin/trainer.js';

/** A fit under way: await it for the trained model, subscribe to its events, cancel it. Unsubscribing does not cancel. */
export class FitTask implements PromiseLike<Model> {
  readonly #events = new Subject<FitEvent>();
  readonly #signal = { aborted: false };
  readonly #result: Promise<Model>;

  /** @internal `start` is called after the caller had the chance to subscribe. */
  constructor(context: Pick<FitContext, 'now' | 'pause'>, start: (context: FitContext) => Promise<Model>) {
    const report = (event: FitEvent): void => this.#events.next(event);
    this.#result = context
      .pause()
      .then(() => start({ ...context, signal: this.#signal, report }))
      .finally(() => this.#events.complete());
  }

  get events(): Observable<FitEvent> {
    return this.#events.asObservable();
  }

  /** Stops after the batch in hand; the task then fails with a `TrainingError` of code `cancelled`. */
  cancel(): void {
    this.#signal.aborted = true;
  }

  // biome-ignore lint/suspicious/noThenProperty: a fit is awaited like a promise
  then<A = Model, B = never>(
    fulfilled?: ((model: Model) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): PromiseLike<A | B> {
    return this.#result.then(fulfilled, rejected);
  }
}
