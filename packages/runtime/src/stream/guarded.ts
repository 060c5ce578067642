import type { Observer, Operator, Subscription } from 'rxjs';
// By its own file, of which `rxjs` exports the same class: in Node the whole of rxjs takes five times as long to load.
import { Observable } from 'rxjs/internal/Observable';

/** Takes an error that a subscriber raised. */
export type Report = (error: unknown) => void;

type Given<T> = Partial<Observer<T>> | ((value: T) => void) | null | undefined;

/** What operators subscribe with, of whichever copy of rxjs: it ends with its source, and what its owner raises reaches the owner's own end. */
const isSubscriber = (given: object): boolean => 'next' in given && 'add' in given && 'unsubscribe' in given;

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/**
 * A stream whose subscribers cannot harm anyone else: what one raises, at once or as a rejected promise, is reported, once for each
 * subscription, and neither reaches the source nor other subscribers nor, as rxjs would have it, the end of the program. The subscriber stays
 * subscribed. Streams derived by operators are guarded as well.
 */
class Guarded<T> extends Observable<T> {
  readonly #report: Report;

  constructor(source: Observable<unknown>, report: Report, operator?: Observable<T>['operator']) {
    super();
    this.source = source;
    this.operator = operator;
    this.#report = report;
  }

  override lift<R>(operator?: Operator<T, R>): Observable<R> {
    return new Guarded<R>(this, this.#report, operator);
  }

  override subscribe(observer?: Partial<Observer<T>> | ((value: T) => void)): Subscription;
  override subscribe(
    next?: ((value: T) => void) | null,
    error?: ((error: unknown) => void) | null,
    complete?: (() => void) | null,
  ): Subscription;
  override subscribe(given?: Given<T>, error?: ((error: unknown) => void) | null, complete?: (() => void) | null): Subscription {
    if (typeof given !== 'function' && given && isSubscriber(given)) return super.subscribe(given);
    const observer: Partial<Observer<T>> =
      typeof given === 'function' || !given
        ? { ...(given ? { next: given } : {}), ...(error ? { error } : {}), ...(complete ? { complete } : {}) }
        : given;
    let reported = false;
    const report = (raised: unknown): void => {
      if (reported) return;
      reported = true;
      this.#report(raised);
    };
    const guard = (call: () => unknown): void => {
      try {
        const answer = call();
        if (isThenable(answer)) answer.then(undefined, report);
      } catch (raised) {
        report(raised);
      }
    };
    return super.subscribe({
      next: value => guard(() => observer.next?.(value)),
      error: raised => (observer.error ? guard(() => observer.error?.(raised)) : report(raised)),
      complete: () => guard(() => observer.complete?.()),
    });
  }
}

const told = (error: unknown): string => (error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error));

/** What a source emits, as a stream whose subscribers cannot harm it or each other; `warn` hears of what they raise, by the stream's name. */
export const guarded = <T>(source: Observable<T>, name: string, warn: (message: string) => void): Observable<T> =>
  new Guarded<T>(source, error => {
    warn(`a subscriber to ${name} failed, which changes nothing for the run or for other subscribers: ${told(error)}`);
  });
