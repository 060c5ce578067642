import { UnsupportedError } from '@rheobase/core';
import type { Model } from '@rheobase/model';
import { ReferenceBackend, reference } from '@rheobase/plugin-reference';
import { type Backend, backendPlugin, type Engine, type EngineOptions, type EngineRecord, type EngineRun } from '@rheobase/runtime';
import { describe, expect, it } from 'vitest';
import { ConformanceError, conformanceCases } from '../src/index.js';

/** The reference backend with a fault. */
function faulty(fault: (engine: Engine) => Partial<Engine>, more: Partial<Backend> = {}): Backend {
  const sound = new ReferenceBackend();
  return {
    name: 'faulty',
    equivalence: 'E0',
    refusals: model => sound.refusals(model),
    compile(model, options) {
      const engine = sound.compile(model, options);
      const own: Engine = {
        step: () => engine.step(),
        setInput: (path, rows) => engine.setInput(path, rows),
        signal: path => engine.signal(path),
        snapshot: () => engine.snapshot(),
        restore: state => engine.restore(state),
        reset: () => engine.reset(),
        toModel: item => engine.toModel(item),
        dispose: () => engine.dispose(),
      };
      return { ...own, ...fault(own) };
    },
    ...more,
  };
}

/** Many steps in one call from those of an engine, recorded after the steps that `stepsOf` tells. */
const runOf =
  (engine: Engine, stepsOf: (record: EngineRecord) => Iterable<number> = ({ steps }) => steps) =>
  ({ steps, inputs, records }: EngineRun): null => {
    const places = new Map(Array.from(records, ([path, record]) => [path, Array.from(stepsOf(record))]));
    for (let k = 0; k < steps; k++) {
      for (const [path, rows] of inputs) engine.setInput(path, rows.slice((k * rows.length) / steps, ((k + 1) * rows.length) / steps));
      engine.step();
      for (const [path, { values }] of records) {
        const [from, to] = [(places.get(path) ?? []).indexOf(k), engine.signal(path)];
        if (from >= 0 && (from + 1) * to.length <= values.length) values.set(to, from * to.length);
      }
    }
    return null;
  };

/** The names of the cases that a backend fails, and what is said of the first. */
async function failures(backend: Backend): Promise<{ readonly names: readonly string[]; readonly first: string }> {
  const plugins = () => [reference(), backendPlugin({ name: 'faulty', version: '0', contract: 2, create: () => backend })];
  const failed: { readonly name: string; readonly message: string }[] = [];
  for (const { name, run } of conformanceCases({ backend: 'faulty', plugins })) {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof ConformanceError)) throw error;
      failed.push({ name, message: error.message });
    }
  }
  return { names: failed.map(({ name }) => name), first: failed[0]?.message ?? '' };
}

const AGREEMENTS = 13;

describe('the suite notices', () => {
  it('nothing in a sound backend', async () => {
    expect(await failures(faulty(() => ({})))).toEqual({ names: [], first: '' });
  });

  it('a last bit that differs, unless the class allows it', async () => {
    const off = (engine: Engine) => ({ signal: (path: string) => engine.signal(path).map(x => x * (1 + Number.EPSILON)) });
    const { names, first } = await failures(faulty(off));
    expect(names.filter(name => name.startsWith('agrees on'))).toHaveLength(AGREEMENTS);
    expect(first).toMatch(/^nodes that hold, list and add values: probe 'out probe': item 0, record 0, element 0: got .*, expected .*/);
    expect((await failures(faulty(off, { equivalence: 'E1' }))).names).toEqual([]);
  });

  it('a difference of 1e-3 in class E1, of 1 % in class E2', async () => {
    const by = (factor: number) => (engine: Engine) => ({ signal: (path: string) => engine.signal(path).map(x => x * factor) });
    expect((await failures(faulty(by(1.001), { equivalence: 'E1' }))).names).toHaveLength(AGREEMENTS);
    expect((await failures(faulty(by(1.001 / 1.0005), { equivalence: 'E2' }))).names).toEqual([]);
    expect((await failures(faulty(by(1.02), { equivalence: 'E2' }))).names.length).toBeGreaterThan(6);
  });

  it('a snapshot that holds nothing, and one that takes anything', async () => {
    const names = ['a run goes on from a snapshot as if it had not stopped', 'a foreign snapshot is refused'];
    expect((await failures(faulty(() => ({ snapshot: () => new Uint8Array(0), restore: () => undefined })))).names).toEqual(names);
  });

  it('a reset that resets nothing', async () => {
    expect((await failures(faulty(() => ({ reset: () => undefined })))).names).toContain('a reset goes back to before the first step');
  });

  it('items of a batch that all get the input of the first', async () => {
    const fault = (engine: Engine) => ({
      setInput: (path: string, rows: Float64Array) =>
        engine.setInput(
          path,
          rows.map((_, i) => rows[i % 2] ?? 0),
        ),
    });
    expect((await failures(faulty(fault))).names).toEqual(['the items of a batch do not touch each other']);
  });

  it('draws that do not follow the number of an item, or not the seed', async () => {
    const drawn = (ignored: 'seed' | 'firstItem') => {
      const sound = new ReferenceBackend();
      const compile = (model: Model, options: EngineOptions): Engine => {
        const engine = sound.compile(model, options);
        return { ...engine, reset: (changes = {}) => engine.reset({ ...changes, [ignored]: options[ignored] ?? 0 }) };
      };
      return faulty(() => ({}), { compile });
    };
    const [items, seeds] = ['an item draws by its number, whatever the batch', 'a reset with a seed is a new simulation with it'];
    expect((await failures(drawn('firstItem'))).names).toEqual([items, seeds]);
    expect((await failures(drawn('firstItem'))).first).toMatch(/^poissonSpiking neurons: items 64 to 127 in a batch of 64/);
    expect((await failures(drawn('seed'))).names).toEqual([seeds]);
  });

  it('state that simulations share', async () => {
    let steps = 0;
    const fault = (engine: Engine) => {
      steps = 0;
      return {
        step: () => {
          steps += 1;
          engine.step();
        },
        signal: (path: string) => engine.signal(path).map(x => (steps > 100 ? x + 1 : x)),
      };
    };
    expect((await failures(faulty(fault))).names).toContain('two simulations do not touch each other');
  });

  it('many steps in one call that are other steps', async () => {
    const fault = (engine: Engine) => ({
      run: ({ steps, records }: Parameters<NonNullable<Engine['run']>>[0]) => {
        for (let k = 0; k < steps; k++) engine.step();
        for (const { values } of records.values()) values.fill(7);
        return null;
      },
    });
    expect((await failures(faulty(fault))).names).toContain('many steps in one call are the same steps');
  });

  it('a run that records every step, whatever a probe samples', async () => {
    expect((await failures(faulty(engine => ({ run: runOf(engine, record => record.values.keys()) })))).names).toEqual([
      'agrees on filters',
      'many steps in one call are the same steps',
    ]);
  });

  it('a run that answers later, and is right', async () => {
    const later = (engine: Engine) => {
      const run = runOf(engine);
      return { run: (request: EngineRun) => new Promise<null>(resolve => setTimeout(() => resolve(run(request)))) };
    };
    expect((await failures(faulty(later))).names).toEqual([]);
  });

  it('a model that does not come back', async () => {
    const fault = (engine: Engine) => ({ toModel: () => ({ ...engine.toModel(), hints: { a: { lost: true } } }) });
    expect((await failures(faulty(fault))).names).toEqual(['a model without learning comes back as it was']);
  });

  it('refusals without object or reason, of what is run after all, and raised without a name', async () => {
    const refusing = (object: string, reason: string) =>
      faulty(() => ({}), { refusals: () => [{ object, feature: 'everything', reason }] });
    expect((await failures(refusing('nothing of it', 'it is so'))).first).toMatch(/names 'nothing of it', which is no object/);
    expect((await failures(refusing('in', ''))).first).toMatch(/must tell feature and reason/);
    const late = faulty(() => ({}), {
      compile: () => {
        throw new UnsupportedError('no', { code: 'refused' });
      },
    });
    expect((await failures(late)).first).toMatch(/refused without the path of an object/);
  });

  it('a backend that refuses everything', async () => {
    const refusing = faulty(() => ({}), { refusals: () => [{ object: 'model', feature: 'everything', reason: 'it is so' }] });
    const { names, first } = await failures(refusing);
    expect(names).toHaveLength(8);
    expect(first).toMatch(/refuses every network of the suite/);
  });
});
