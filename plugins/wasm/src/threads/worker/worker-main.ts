import type { Stretch } from '../../plan/table/plan.js';
import type { Answer, Answered, Load, Placed, Work } from './messages.js';

/** The worker's end of its connection, alike in Node and in browsers. */
interface Port {
  onmessage: ((event: { readonly data: Load | Work }) => void) | null;
  postMessage(answer: Answer, transfer: ArrayBuffer[]): void;
}

/**
 * The whole program of a worker: a memory in which it puts bytes, runs the table and takes bytes out. What is stored where is the main thread's
 * matter. Its text is what the worker is started from, so it must name nothing that is outside of it.
 */
export function workerMain(port: Port): void {
  let memory = new WebAssembly.Memory({ initial: 0 });
  let exported: WebAssembly.Exports = {};
  let kept: readonly Stretch[] = [];
  const bytes = (at: number, count: number) => new Uint8Array(memory.buffer, at, count);
  const sizeOf = ({ begin, end }: Stretch) => end - begin;

  function prepare(room: number, placed: readonly Placed[]): void {
    const missing = Math.ceil((room - memory.buffer.byteLength) / 65_536);
    if (missing > 0) memory.grow(missing);
    for (const { at, values } of placed) {
      bytes(at, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    }
  }

  function load({ compiled, room, placed, state }: Load): Answered {
    exported = new WebAssembly.Instance(compiled).exports;
    if (!(exported.memory instanceof WebAssembly.Memory)) throw new TypeError('this is not the module of operation tables');
    memory = exported.memory;
    kept = state;
    prepare(room, placed);
    return { state: new Uint8Array(0), taken: new Uint8Array(0) };
  }

  function work({ room, state, placed, run, call, taken }: Work): Answered {
    const table = exported[run];
    if (typeof table !== 'function') throw new TypeError('this is not the module of operation tables');
    prepare(room, placed);
    let at = 0;
    if (state !== null) {
      for (const stretch of kept) {
        bytes(stretch.begin, sizeOf(stretch)).set(state.subarray(at, at + sizeOf(stretch)));
        at += sizeOf(stretch);
      }
    }
    table.apply(null, call);
    const after = new Uint8Array(kept.reduce((sum, stretch) => sum + sizeOf(stretch), 0));
    at = 0;
    for (const stretch of kept) {
      after.set(bytes(stretch.begin, sizeOf(stretch)), at);
      at += sizeOf(stretch);
    }
    return { state: after, taken: bytes(taken.begin, sizeOf(taken)).slice() };
  }

  port.onmessage = ({ data }) => {
    try {
      const answer = 'compiled' in data ? load(data) : work(data);
      port.postMessage(answer, [answer.state.buffer, answer.taken.buffer]);
    } catch (error) {
      port.postMessage({ failed: String(error) }, []);
    }
  };
}
