import { ImportError } from '@rheobase/core';
import { chunksOf, floatsOf, integerOf, integersOf, messageOf, textOf } from './fields.js';
import type { OnnxAttribute } from './model.js';
import { readTensor, type TensorOptions } from './tensor.js';
import type { WireMessage } from './wire.js';

/** Attribute kinds by their number in the file. */
const kinds: readonly string[] = [
  '',
  'float',
  'int',
  'string',
  'tensor',
  'graph',
  'floats',
  'ints',
  'strings',
  'tensors',
  'graphs',
  'sparse tensor',
  'sparse tensors',
  'type',
  'types',
];

/** Which field reveals the kind in old files, where the kind itself is not written. */
const revealing: readonly (readonly [field: string, kind: string])[] = [
  ['f', 'float'],
  ['i', 'int'],
  ['s', 'string'],
  ['t', 'tensor'],
  ['g', 'graph'],
  ['floats', 'floats'],
  ['ints', 'ints'],
  ['strings', 'strings'],
];

declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };

/** An attribute from its decoded message. `owner` names the node in errors. */
export const readAttribute = (message: WireMessage, options: TensorOptions, owner: string): OnnxAttribute => {
  const name = textOf(message, 'name');
  const object = `Attribute "${name}" of ${owner}`;
  const number = integerOf(message, 'type', object);
  const kind = number === 0 ? revealing.find(([field]) => message.values.has(field))?.[1] : kinds[number];
  const decoder = new TextDecoder('utf-8');
  switch (kind) {
    case 'float':
      return { type: kind, value: floatsOf(message, 'f')[0] ?? 0 };
    case 'int':
      return { type: kind, value: integerOf(message, 'i', object) };
    case 'string':
      return { type: kind, value: decoder.decode(chunksOf(message, 's')[0] ?? new Uint8Array(0)) };
    case 'floats':
      return { type: kind, value: floatsOf(message, 'floats') };
    case 'ints':
      return { type: kind, value: integersOf(message, 'ints', object) };
    case 'strings':
      return { type: kind, value: chunksOf(message, 'strings').map(chunk => decoder.decode(chunk)) };
    case 'tensor': {
      const tensor = messageOf(message, 't');
      if (tensor !== undefined) return { type: kind, value: readTensor(tensor, options, `The tensor of ${object}`) };
      throw new ImportError(`${object} at byte ${message.offset} is a tensor without content.`, { code: 'malformed-attribute', object });
    }
    default:
      return { type: 'other', value: message.values.has('refAttrName') ? 'reference' : (kind ?? `kind ${number}`) };
  }
};
