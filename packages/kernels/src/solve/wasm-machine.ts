import { solveBytes } from '../generated/solve.js';
import type { Lend, SolveMachine } from '../machine.js';
import { compiledModule, exportedKernel, exportedMemory, type Kernel } from '../module.js';
import { plainMachine } from '../plain/plain-machine.js';

const PAGE = 65_536;
/** A memory larger than this (96 MiB, in which 2,000 neurons are solved for) is given up after its computation: memories never become smaller. */
const KEPT = 1536;

interface Instance {
  readonly memory: WebAssembly.Memory;
  readonly machine: SolveMachine;
}

function instantiate(compiled: WebAssembly.Module): Instance {
  const { exports } = new WebAssembly.Instance(compiled);
  const kernel = (name: keyof SolveMachine): Kernel => exportedKernel(exports, name);
  const memory = exportedMemory(exports);
  const machine: SolveMachine = {
    packColumns: kernel('packColumns'),
    packRows: kernel('packRows'),
    moveRows: kernel('moveRows'),
    multiply: kernel('multiply'),
    rankUpdate: kernel('rankUpdate'),
    countActive: kernel('countActive'),
    packPicked: kernel('packPicked'),
    packActive: kernel('packActive'),
    activeUpdate: kernel('activeUpdate'),
    unpick: kernel('unpick'),
    factorDiagonal: kernel('factorDiagonal'),
    solvePanel: kernel('solvePanel'),
    forward: kernel('forward'),
    backward: kernel('backward'),
    range: kernel('range'),
    currents: kernel('currents'),
    lifRates: kernel('lifRates'),
  };
  return { memory, machine };
}

/** Whether the memory has, or could be given, this many bytes. */
function has(memory: WebAssembly.Memory, bytes: number): boolean {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing <= 0) return true;
  try {
    memory.grow(missing);
    return true;
  } catch {
    return false;
  }
}

let compiled: WebAssembly.Module | null | undefined;
let idle: Instance | null = null;

/** One memory, kept from computation to computation while it is small; what it cannot hold goes to the plain machine. */
export const wasmMachine: Lend = (count, use, least = count) => {
  if (compiled === undefined) compiled = compiledModule(solveBytes);
  if (compiled === null) return plainMachine(count, use);
  const { memory, machine } = idle ?? instantiate(compiled);
  // Nobody else's meanwhile.
  idle = null;
  if (!has(memory, 8 * count) && !has(memory, 8 * least)) return plainMachine(count, use);
  try {
    return use(machine, new Float64Array(memory.buffer));
  } finally {
    if (memory.buffer.byteLength <= KEPT * PAGE) idle = { memory, machine };
  }
};
