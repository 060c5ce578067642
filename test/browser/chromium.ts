import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { TestContext } from 'vitest';

/** Where Chromium is installed. */
export const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Skips a test, and says why, where it is not. */
export function needChromium({ skip }: TestContext): void {
  if (chromium !== undefined) return;
  const reason = 'skipped, as Chromium is not installed: apt-get install chromium';
  console.warn(reason);
  skip(reason);
}

/** Without a window, and without asking anything of the network. */
const flags = (folder: string): readonly string[] => [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', `--user-data-dir=${join(folder, 'profile')}`],
];

/** A page that is open in Chromium and runs on. */
export interface OpenPage {
  /** The value of an expression in the page. */
  evaluate(expression: string): Promise<unknown>;
  /** A picture of it, PNG. */
  screenshot(): Promise<Buffer>;
  /** What went wrong in it so far, and all that it asked for beside itself. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

const object = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** What an event says against a page that is to load nothing and to do without errors. */
function faultOf({ method, params = {} }: Message, own: string): string | null {
  if (method === 'Runtime.exceptionThrown') return JSON.stringify(params.exceptionDetails);
  if (method === 'Log.entryAdded') return JSON.stringify(params.entry);
  const url = String(object(params.request).url ?? own);
  // A worker starts from a blob that the page has made.
  return method === 'Network.requestWillBeSent' && url !== own && !url.startsWith('blob:') ? url : null;
}

/** Opens a file from disk, or an address; it is spoken to over a pipe, in the DevTools protocol. */
export async function openPage(folder: string, file: string, ...options: readonly string[]): Promise<OpenPage> {
  const browser = spawn(chromium ?? '', [...flags(folder), '--remote-debugging-pipe', ...options], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , , to, from] = browser.stdio;
  if (!(to instanceof Writable && from instanceof Readable)) throw new Error('there is no pipe to the browser');
  const own = file.startsWith('http:') ? file : `file://${file}`;
  const waiting = new Map<number, (message: Message) => void>();
  const faults: string[] = [];
  let [rest, sent] = ['', 0];
  from.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const message: Message = JSON.parse(part);
      const fault = faultOf(message, own);
      if (fault !== null) faults.push(fault);
      if (message.id !== undefined) waiting.get(message.id)?.(message);
    }
  });
  const call = async (method: string, params: object = {}, sessionId?: string): Promise<Readonly<Record<string, unknown>>> => {
    const id = ++sent;
    const answer = new Promise<Message>(resolve => waiting.set(id, resolve));
    to.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
    const { result, error } = await answer;
    waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  };
  const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  const ask = (method: string, params?: object) => call(method, params, String(sessionId));
  for (const domain of ['Runtime', 'Log', 'Network', 'Page']) await ask(`${domain}.enable`);
  await ask('Page.navigate', { url: own });
  return {
    faults,
    evaluate: async expression => object((await ask('Runtime.evaluate', { expression, returnByValue: true })).result).value,
    screenshot: async () => Buffer.from(String((await ask('Page.captureScreenshot')).data), 'base64'),
    async close() {
      const closed = once(browser, 'exit');
      await call('Browser.close');
      await closed;
    },
  };
}
