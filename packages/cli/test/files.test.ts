import { readFileSync, writeFileSync } from 'node:fs';
import { build } from '@rheobase/build';
import { Network, networkToJSON } from '@rheobase/core';
import { hashModel, modelFromBytes, modelToBytes } from '@rheobase/model';
import { describe, expect, it } from 'vitest';
import { command, fresh } from './command.js';

function network(): Network {
  const net = new Network({ seed: 2 });
  const input = net.input(3, { label: 'in' });
  const a = net.ensemble(20, 3, { label: 'a' });
  net.connect(input, a);
  net.probe(a, { label: 'a.probe' });
  return net;
}

function written(): string {
  const file = fresh('net.json');
  writeFileSync(file, JSON.stringify(networkToJSON(network())));
  return file;
}

describe('rheobase build', () => {
  it('writes the Model that the library builds, and tells its hash', async () => {
    const out = fresh('net.safetensors');
    const { code, out: said } = await command('build', written(), '--out', out);
    const expected = await build(network());
    expect(code).toBe(0);
    expect(said).toBe(`${hashModel(expected)}  ${out}\n`);
    expect(hashModel(modelFromBytes(new Uint8Array(readFileSync(out))))).toBe(hashModel(expected));
  });

  it('refuses a Model, and a document that is wrong, in one line', async () => {
    const [out, broken, text] = [fresh('net.safetensors'), fresh('broken.json'), fresh('text.json')];
    writeFileSync(out, modelToBytes(await build(network())));
    writeFileSync(broken, JSON.stringify({ ...networkToJSON(network()), version: 7 }));
    writeFileSync(text, '{"format": ');
    expect(await command('build', out, '--out', fresh('x'))).toMatchObject({ code: 1, err: expect.stringContaining('is a Model already') });
    expect((await command('build', broken, '--out', fresh('x'))).err).toMatch(/^rheobase: network document: version 7 is not known.*\n$/);
    expect((await command('build', text, '--out', fresh('x'))).err).toMatch(/^rheobase: .*neither a Model.*JSON.*\n$/);
  });
});

describe('rheobase info', () => {
  it('tells counts, inputs, probes and hash of a Model', async () => {
    const file = fresh('net.safetensors');
    const model = await build(network());
    writeFileSync(file, modelToBytes(model));
    const { code, out } = await command('info', file);
    expect(code).toBe(0);
    expect(out).toMatch(/^model: 1 nodes, 1 ensembles, 20 neurons, 1 connections, 1 probes, \d+ tensors/);
    expect(out).toContain(`hash: ${hashModel(model)}\ninputs:\n  in (3)\nprobes:\n  a.probe (3)\n`);
  });

  it('tells those of a Network document, also as JSON', async () => {
    expect((await command('info', written())).out).toMatch(/^network: 1 nodes, 1 ensembles, 20 neurons/);
    expect(JSON.parse((await command('info', written(), '--json')).out)).toEqual({
      kind: 'network',
      counts: { nodes: 1, ensembles: 1, neurons: 20, connections: 1, probes: 1 },
      inputs: { in: 3 },
      probes: { 'a.probe': 3 },
    });
  });
});
