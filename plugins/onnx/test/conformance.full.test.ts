import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateOnnx, type OnnxTensor, readOnnx, readOnnxTensor } from '../src/index.js';

const root = new URL('../../../../shared/golden/onnx/', import.meta.url);
const present = existsSync(root);

interface Case {
  readonly kind: string;
  readonly name: string;
}

const tensors = (folder: URL, role: string): OnnxTensor[] =>
  readdirSync(folder)
    .filter(file => file.startsWith(`${role}_`))
    .sort((a, b) => Number(a.replace(/\D/g, '')) - Number(b.replace(/\D/g, '')))
    .map(file => readOnnxTensor(readFileSync(new URL(file, folder)), { allowNonFinite: true }));

const close = (value: number, wanted: number): boolean =>
  Object.is(value, wanted) || Math.abs(value - wanted) <= 1e-7 + 1e-3 * Math.abs(wanted);

const checkCase = ({ kind, name }: Case): string | undefined => {
  const folder = new URL(`${kind}/test_${name}/`, root);
  const model = readOnnx(readFileSync(new URL('model.onnx', folder)));
  for (const set of readdirSync(folder).filter(file => file.startsWith('test_data_set_'))) {
    const data = new URL(`${set}/`, folder);
    const given = tensors(data, 'input');
    if (given.length !== model.graph.inputs.length) return `${given.length} inputs for ${model.graph.inputs.length}`;
    const results = [
      ...evaluateOnnx(
        model,
        new Map(model.graph.inputs.map(({ name }, index) => [name, given[index] ?? { shape: [], data: [] }])),
      ).values(),
    ];
    for (const [index, wanted] of tensors(data, 'output').entries()) {
      const found = results[index];
      if (found?.shape.join() !== wanted.shape.join()) return `output ${index} has shape [${found?.shape}] for [${wanted.shape}]`;
      if (found.dtype !== wanted.dtype) return `output ${index} is ${found.dtype} for ${wanted.dtype}`;
      const bad = found.data.findIndex((value, i) => !close(value, wanted.data[i] ?? Number.NaN));
      if (bad !== -1) return `output ${index} has ${found.data[bad]} for ${wanted.data[bad]} at element ${bad}`;
    }
  }
  return undefined;
};

const attempt = (entry: Case): string | undefined => {
  try {
    return checkCase(entry);
  } catch (error) {
    return String(error);
  }
};

describe.skipIf(!present)('the ONNX conformance cases', () => {
  it('pass, all 362 of them', () => {
    const cases: Case[] = JSON.parse(readFileSync(new URL('index.json', root), 'utf8'));
    const failures = cases.flatMap(entry => attempt(entry)?.replace(/^/, `${entry.kind}/${entry.name}: `) ?? []);
    expect(failures).toEqual([]);
    expect(cases).toHaveLength(362);
  });
});
