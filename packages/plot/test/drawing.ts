import type { Samples } from '@rheobase/data';
import { parseHTML } from 'linkedom/worker';
import { report } from '../src/index.js';

/** The part of a DOM element that the tests read. */
export interface Drawn {
  readonly textContent: string | null;
  readonly parentElement: Drawn | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Drawn | null;
  querySelectorAll(selector: string): Iterable<Drawn> & { readonly length: number };
}

export function samples(
  shape: readonly [number, number, number],
  value: (batch: number, step: number, element: number) => number,
): Samples {
  const [batch, steps, size] = shape;
  const data = Float64Array.from({ length: batch * steps * size }, (_, i) =>
    value(Math.floor(i / (steps * size)), Math.floor(i / size) % steps, i % size),
  );
  return { shape, data };
}

export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

export function parsed(svg: string): Drawn {
  const root: Drawn | null = parseHTML(`<!doctype html><html><body>${svg}</body></html>`).document.querySelector('svg');
  if (root === null) throw new Error('no svg element');
  return root;
}

export function texts(svg: string): string[] {
  return [...parsed(svg).querySelectorAll('text')].map(text => text.textContent ?? '');
}

export function isSafeAndWellFormed(svg: string): boolean {
  return report({ title: 'check', sections: [{ title: 'figure', svg }] }).includes(svg);
}

/** The colour an element is drawn in, its own or its group's. */
export function colorOf(drawn: Drawn, name: 'fill' | 'stroke'): string | null {
  return drawn.getAttribute(name) ?? drawn.parentElement?.getAttribute(name) ?? null;
}
