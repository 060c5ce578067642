import { ImportError, type Network, networkFromJSON, networkToJSON, RheobaseError } from '@rheobase/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { definitions, functions, randomNetwork } from './random-network.js';

/** Every object of a network as plain data, its endpoints by path. */
function described(net: Network): unknown {
  const end = (e: Network['connections'][number]['pre'] | Network['connections'][number]) =>
    e.kind === 'view' ? { of: e.of.path, kind: e.of.kind, indices: e.indices, shape: e.shape } : { of: e.path, kind: e.kind };
  return {
    label: net.label,
    seed: net.seed,
    nodes: net.nodes.map(({ at: _at, ...node }) => node),
    ensembles: net.ensembles.map(({ path, size, dimensions, settings }) => ({ path, size, dimensions, settings })),
    connections: net.connections.map(c => ({ ...c, pre: end(c.pre), post: end(c.post) })),
    probes: net.probes.map(p => ({ ...p, target: end(p.target) })),
  };
}

const read = (text: string): Network => networkFromJSON(JSON.parse(text), { functions, definitions });

/** Every place of a JSON document, as the names that lead there. */
function places(value: unknown, at: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? Array.from(value.entries())
    : Object.entries(value);
  return [at, ...entries.flatMap(([name, item]) => places(item, [...at, name]))];
}

/** A document with the value in one place replaced, or left out where `value` is undefined. */
function replaced(document: unknown, [name, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (name === undefined) return value;
  if (Array.isArray(document)) return document.map((item, index) => (index === name ? replaced(item, rest, value) : item));
  if (typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(Object.entries(document).map(([key, item]) => [key, key === name ? replaced(item, rest, value) : item]));
}

const HOSTILE: readonly unknown[] = [
  undefined,
  null,
  true,
  'x',
  '',
  '__proto__',
  'Infinity',
  -1,
  0.5,
  1e300,
  2 ** 53,
  [],
  [[]],
  [null],
  {},
  JSON.parse('{"__proto__": {"type": "lif"}, "tensor": "constructor"}'),
  { tensor: '__proto__' },
  { type: 'toString' },
];

/** Properties of the network document, over `runs` networks each. */
export function documentProperties(runs: number): void {
  it(`a network read from its document is the same network, and gives the same document (${runs} networks)`, () => {
    fc.assert(
      fc.property(fc.gen(), g => {
        const net = randomNetwork(g);
        const document = networkToJSON(net);
        const text = JSON.stringify(document);
        const again = read(text);
        expect(described(again)).toEqual(described(net));
        expect(networkToJSON(again)).toEqual(document);
        expect(JSON.stringify(networkToJSON(again))).toBe(text);
      }),
      { numRuns: runs },
    );
  });

  it(`a document with one wrong value is read or refused with an error of ours, and changes no prototype (${runs} documents)`, () => {
    const untouched = Object.getOwnPropertyNames(Object.prototype).join();
    fc.assert(
      fc.property(fc.gen(), fc.nat(), fc.constantFrom(...HOSTILE), (g, index, value) => {
        const document = JSON.parse(JSON.stringify(networkToJSON(randomNetwork(g))));
        const all = places(document);
        const broken = replaced(document, all[index % all.length] ?? [], value);
        try {
          networkFromJSON(broken, { functions, definitions });
        } catch (error) {
          expect(error).toBeInstanceOf(RheobaseError);
          expect(error).toBeInstanceOf(ImportError);
        }
      }),
      { numRuns: runs },
    );
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(untouched);
    const plain: Readonly<Record<string, unknown>> = {};
    expect(plain.type).toBeUndefined();
  });
}
