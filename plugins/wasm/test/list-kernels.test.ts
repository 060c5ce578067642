import { expect, test } from 'vitest';

interface Source {
  readonly file: string;
  readonly text: string;
}
interface Kernel {
  readonly name: string;
  readonly file: string;
  readonly call: string;
}

const program = new URL('../list-kernels.mjs', import.meta.url).href;
const { kernelsIn, switchOf }: { kernelsIn(sources: readonly Source[]): readonly Kernel[]; switchOf(kernels: readonly Kernel[]): string } =
  await import(program);

const spikes = { file: 'neurons/spikes.ts', text: 'export function lif<T>(at: usize): void {\n}\nfunction step<T>(at: usize): void {}\n' };
const signals = {
  file: 'operators/signals.ts',
  text: 'export function copy(at: usize): void {}\nexport function rowOf(at: usize): i32 {\n}\nexport function outer<T>(at: usize, n: i32): void {}\n',
};

test('kernels are the exported functions of one address, in one precision or in both', () => {
  const kernels = kernelsIn([spikes, signals]);
  expect(kernels.map(({ name, call }) => [name, call])).toEqual([
    ['lif', 'lif<T>(at)'],
    ['copy', 'copy(at)'],
  ]);
  expect(switchOf(kernels)).toContain("import { copy } from '../operators/signals';");
  expect(switchOf(kernels)).toContain('case 0: lif<T>(at); break;\n    case 1: copy(at); break;');
});

test('a name that two files define is rejected with both', () => {
  const again = { ...spikes, file: 'neurons/more-spikes.ts' };
  expect(() => kernelsIn([spikes, again])).toThrow(
    'the kernel lif is defined in neurons/spikes.ts and in neurons/more-spikes.ts; rename one of them',
  );
});
