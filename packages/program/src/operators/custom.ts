import { type OperatorArrays, type OperatorContext, type OperatorDefinition, SimulationError } from '@rheobase/core';
import { type Add, addWhole } from './add.js';
import { type BuiltinOperator, type OperatorBase, type SignalId, type SignalStore, type Signals, whole } from './operator.js';

/** Signals by the names of a definition. */
export type Ports = Readonly<Record<string, SignalId>>;

/** An operator of the user's own (`defineOperator`): what its definition says. */
export interface CustomOperator extends OperatorBase {
  readonly kind: 'custom';
  readonly definition: OperatorDefinition;
  /** Length of a step, s. */
  readonly dt: number;
  readonly parameters: Readonly<Record<string, number>>;
  readonly reads: Ports;
  readonly sets: Ports;
  readonly updates: Ports;
  readonly state: Ports;
}

/** What a definition asks to know before the operator runs. */
export const contextOf = (
  { dt, parameters, reads, sets, updates }: Pick<CustomOperator, 'dt' | 'parameters' | 'reads' | 'sets' | 'updates'>,
  signals: Signals,
): OperatorContext => ({
  dt,
  parameters,
  sizes: Object.fromEntries(Object.entries({ ...reads, ...sets, ...updates }).map(([name, id]) => [name, signals.size(id)])),
});

/** The part of one item of each signal. */
const parts = (ports: Ports, signals: SignalStore, item: number): OperatorArrays =>
  Object.fromEntries(
    Object.entries(ports).map(([name, id]) => {
      const size = signals.size(id);
      return [name, signals.get(id).subarray(item * size, (item + 1) * size)];
    }),
  );

const copies = (arrays: OperatorArrays): OperatorArrays =>
  Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, values.slice()]));

/** Which of some names are missing, or not known; null if none. */
function namesProblem(what: string, names: readonly string[], ports: Ports): string | null {
  const missing = names.find(name => !Object.hasOwn(ports, name));
  if (missing !== undefined) return `has no signal for ${missing}, which it ${what}`;
  const other = Object.keys(ports).find(name => !names.includes(name));
  return other === undefined ? null : `has a signal for '${other}', but it ${what} ${names.join(', ') || 'nothing'}`;
}

/** The operator that runs the adjoint of a definition: reads what the operator read and set, and the gradients of the latter. */
function adjointDefinition({ name, version, reads, sets, adjoint }: OperatorDefinition): OperatorDefinition {
  const under = (prefix: string, from: OperatorArrays, list: readonly string[]): OperatorArrays =>
    Object.fromEntries(list.map(one => [one, from[`${prefix} ${one}`] ?? new Float64Array(0)]));
  return {
    kind: 'operator',
    name: `adjoint of ${name}`,
    version,
    reads: [...reads.map(one => `read ${one}`), ...sets.flatMap(one => [`set ${one}`, `given ${one}`])],
    sets: reads,
    updates: [],
    state: () => ({}),
    check: () => null,
    cost: ({ sizes }) => Object.values(sizes).reduce((sum, size) => sum + size, 0),
    adjoint: null,
    step: ({ dt, time, parameters, reads: all, sets: gradients }) =>
      adjoint?.({
        dt,
        time,
        parameters,
        reads: under('read', all, reads),
        sets: under('set', all, sets),
        given: under('given', all, sets),
        gradients,
      }),
  };
}

export const custom: BuiltinOperator<CustomOperator, CustomOperator, CustomOperator | Add> = {
  access: ({ reads, sets, updates, state }) => ({
    sets: Object.values(sets).map(whole),
    reads: Object.values(reads).map(whole),
    updates: Object.values(updates).map(whole),
    keeps: Object.values(state),
  }),
  check: (operator, signals) => {
    const { definition } = operator;
    return (
      namesProblem('reads', definition.reads, operator.reads) ??
      namesProblem('sets', definition.sets, operator.sets) ??
      namesProblem('updates', definition.updates, operator.updates) ??
      definition.check(contextOf(operator, signals))
    );
  },
  operations: (operator, signals) => operator.definition.cost(contextOf(operator, signals)),
  kernel: ({ source, definition, dt, parameters, ...ports }, signals) => {
    const items = Array.from({ length: signals.batch }, (_, item) => ({
      taken: parts(ports.reads, signals, item),
      sets: parts(ports.sets, signals, item),
      updates: parts(ports.updates, signals, item),
      state: parts(ports.state, signals, item),
    }));
    const fail = (what: string): never => {
      const object = `${source}: operator '${definition.name}' ${what} at t = ${signals.clock.time} s`;
      throw new SimulationError(object, { code: 'operator-failed', object: source });
    };
    return () => {
      for (const { taken, sets, updates, state } of items) {
        for (const values of Object.values(sets)) values.fill(0);
        // Copies, so that a step that writes to what it reads changes nothing else.
        try {
          definition.step({ dt, time: signals.clock.time, parameters, reads: copies(taken), sets, updates, state });
        } catch (error) {
          fail(`threw '${error instanceof Error ? error.message : String(error)}'`);
        }
        for (const [name, values] of [...Object.entries(sets), ...Object.entries(updates)]) {
          const at = values.findIndex(x => !Number.isFinite(x));
          if (at >= 0) fail(`gave ${values[at]} as element ${at} of ${name}`);
        }
      }
    };
  },
  adjoint: ({ source, definition, dt, parameters, reads, sets }, backward) => {
    if (definition.adjoint === null) return { none: `operator '${definition.name}' is defined without an adjoint` };
    const back = new Map(Object.entries(reads).map(([name, id]) => [name, { id, part: backward.temporary(backward.size(id)) }]));
    const zeros = (id: SignalId): SignalId => backward.gradient(id) ?? backward.temporary(backward.size(id));
    const run: CustomOperator = {
      kind: 'custom',
      source,
      definition: adjointDefinition(definition),
      dt,
      parameters,
      reads: Object.fromEntries([
        ...Object.entries(reads).map(([name, id]) => [`read ${name}`, backward.kept(id)]),
        ...Object.entries(sets).flatMap(([name, id]) => [
          [`set ${name}`, backward.kept(id)],
          [`given ${name}`, zeros(id)],
        ]),
      ]),
      sets: Object.fromEntries(Array.from(back, ([name, { part }]) => [name, part])),
      updates: {},
      state: {},
    };
    const added = Array.from(back.values()).flatMap(({ id, part }) => {
      const gradient = backward.gradient(id);
      return gradient === null ? [] : [addWhole(source, part, gradient)];
    });
    return [run, ...added];
  },
};
