type Handler = (...given: readonly never[]) => unknown;

/** What is used of Node's `process`. */
interface Process {
  on(event: 'newListener', handler: (event: unknown, added: Handler) => void): unknown;
  removeListener(event: string, handler: Handler): unknown;
}

declare const process: unknown;
declare function queueMicrotask(callback: () => void): void;

const isProcess = (value: unknown): value is Process =>
  typeof value === 'object' && value !== null && 'on' in value && 'removeListener' in value && typeof value.on === 'function';

/**
 * The text of the two handlers that Emscripten's start-up code sets in Node, without spaces, as written and as bundlers rewrite it:
 * `function(ex){if(!(ex instanceof ExitStatus)){throw ex}}` and `function(reason){throw reason}`.
 */
const texts: Readonly<Record<string, RegExp>> = {
  uncaughtException: /^(?:function)?\(?([\w$]+)\)?(?:=>)?\{if\(!\(\1instanceof[\w$]+\)\)\{?throw\1;?\}?;?\}$/,
  unhandledRejection: /^(?:function)?\(?([\w$]+)\)?(?:=>)?\{throw\1;?\}$/,
};

const isEmscripten = (event: unknown, handler: Handler): event is string =>
  typeof event === 'string' && (texts[event]?.test(handler.toString().replaceAll(/\s/g, '')) ?? false);

/**
 * Starts something made with Emscripten, whose start-up code takes over `uncaughtException` and `unhandledRejection` of the whole program: a
 * program that fails would then end with another exit code and without its stack. Its handlers are removed as soon as it has set them; all
 * others stay, also those that the program adds meanwhile.
 */
export async function withoutProcessHandlers<T>(start: () => Promise<T>): Promise<T> {
  const host = typeof process === 'undefined' ? null : process;
  if (!isProcess(host)) return start();
  const watch = (event: unknown, handler: Handler): void => {
    if (isEmscripten(event, handler)) queueMicrotask(() => host.removeListener(event, handler));
  };
  host.on('newListener', watch);
  try {
    return await start();
  } finally {
    host.removeListener('newListener', watch);
  }
}
