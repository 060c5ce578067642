import type { Program } from '@rheobase/program';
import type { Engine, Services } from '@rheobase/runtime';
import type { ActivityListener } from '../engine/activity.js';
import { WasmEngine } from '../engine/wasm-engine.js';
import type { Compiled, Precision } from '../machine/machine.js';
import { planProgram } from '../plan/plan-program.js';
import { inOneCall, type Plan } from '../plan/table/plan.js';
import type { Part } from './part.js';
import { Remote } from './remote.js';
import { componentsOf } from './split/components.js';
import { groupsOf } from './split/groups.js';
import { type Items, partsOf } from './split/rows.js';
import { subProgramsOf } from './split/sub-programs.js';
import { ThreadedEngine } from './threaded-engine.js';
import { coresHere, workerStarter } from './worker/platform.js';

/** What is to be run, and by how many threads at most. */
export interface Asked {
  readonly program: Program;
  readonly precision: Precision;
  readonly batch: number;
  /** Number of the first item of the batch in its data set. */
  readonly firstItem: number;
  readonly threads: number;
  readonly compiled: Compiled;
  readonly warn: Services['warn'];
  readonly activity: ActivityListener | undefined;
}

interface Share {
  readonly program: Program;
  readonly items: Items;
}

/** Positions of operators that the host runs. */
const hostOf = ({ parts }: Plan): readonly number[] => parts.flatMap(part => ('host' in part ? [part.host] : []));

/** Says what keeps work from being shared out as was asked, and what to do. */
function tellWhy({ program, batch, threads, warn }: Asked, host: readonly number[], shares: number): void {
  const sources = Array.from(new Set(host.map(index => program.operators[index]?.source ?? '')));
  const [first, ...others] = sources;
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    warn(
      `threads: ${threads} asked for, but ${first}${more} runs on the host in every step, as functions of users do, so all items of it and of what is ` +
        'connected with it stay on the main thread; give its values as an input node to share the work out',
    );
  } else if (shares < 2) {
    warn(
      `threads: ${threads} asked for, but no part of this network is independent of the rest, so a batch of ${batch} runs on one thread; ` +
        'run several items side by side to share the work out',
    );
  }
}

/**
 * The shares of the threads: items where there are enough of them, else parts of the network that do not depend on each other. What the
 * host has a part in is the first thread's whole, all items of it.
 */
function sharesOf({ program, batch, threads }: Asked, host: readonly number[]): readonly Share[] {
  const all: Items = { from: 0, count: batch };
  if (host.length === 0 && batch >= threads) return partsOf(batch, threads).map(items => ({ program, items }));
  const { components, shared } = componentsOf(program);
  const groups = groupsOf(program, components, new Set(host), threads);
  if (host.length === 0 && groups.length <= batch) return partsOf(batch, batch).map(items => ({ program, items }));
  return subProgramsOf(program, groups, shared).map(own => ({ program: own, items: all }));
}

/** More workers than this are started on a machine of more cores alone: each takes megabytes, and they would only wait for each other. */
const MOST_THREADS = 64;

/** As many threads as were asked for, of those that are of use on this machine. */
async function usefulThreads({ threads, warn }: Asked): Promise<number> {
  if (threads <= MOST_THREADS) return threads;
  const most = Math.max(MOST_THREADS, await coresHere());
  if (threads > most) warn(`threads: ${threads} asked for, but ${most} at most are of use on this machine, so no more are started`);
  return Math.min(threads, most);
}

/** An engine whose work is shared out to threads, as far as it can be. */
export async function threadEngines(asked: Asked): Promise<Engine> {
  const { program, precision, batch, firstItem, threads, compiled, warn, activity } = asked;
  const plan = planProgram(program, precision, batch);
  const start = await workerStarter();
  if (!start) warn(`threads: ${threads} asked for, but there are no workers here, so that everything runs on one thread`);
  const host = hostOf(plan);
  const shares = start ? sharesOf({ ...asked, threads: await usefulThreads(asked) }, host) : [];
  if (start) tellWhy(asked, host, shares.length);
  if (!start || shares.length < 2) return new WasmEngine(program, plan, compiled, firstItem, activity);
  const plans = new Map<string, Plan>();
  const parts = shares.map(({ program: own, items }, k): Part => {
    const same = shares.findIndex(share => share.program === own && share.items.count === items.count);
    const known = plans.get(`${same}`) ?? planProgram(own, precision, items.count);
    plans.set(`${same}`, known);
    const engine = new WasmEngine(own, known, compiled, firstItem + items.from);
    const table = inOneCall(known);
    const remote =
      k > 0 && table ? new Remote({ engine, plan: known, compiled, table, start, name: `worker ${k} of ${shares.length - 1}` }) : null;
    return { program: own, items, engine, remote };
  });
  return new ThreadedEngine(program, batch, precision, parts, activity);
}
