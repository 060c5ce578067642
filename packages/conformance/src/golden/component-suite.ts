import { Fields } from '@rheobase/core';
import type { Tolerance } from './first-difference.js';
import type { GoldenResult, GoldenSuite } from './golden-suite.js';

/** The content of a component file: what belongs to all cases, and the cases. */
export interface ComponentFile {
  readonly fields: Fields;
  readonly cases: readonly Fields[];
  readonly tolerance: Tolerance;
}

/** Checks every case of a component file; what runs on a backend does so in its own time. */
export type ComponentCheck = (file: ComponentFile) => readonly GoldenResult[] | Promise<readonly GoldenResult[]>;

/** A suite of checks by the name of the component. */
export function componentSuite(id: string, checks: Readonly<Record<string, ComponentCheck>>): GoldenSuite {
  const componentOf = (json: unknown): string | null => {
    if (typeof json !== 'object' || json === null) return null;
    const fields = new Fields(json, id);
    return fields.raw('kind') === 'component' && fields.has('component') ? fields.text('component') : null;
  };
  return {
    id,
    matches: (_path, json) => Object.hasOwn(checks, componentOf(json) ?? ''),
    async run(path, json) {
      const fields = new Fields(json, path);
      const tolerance = fields.fields('tolerance');
      const cases = fields.list('cases').map((item, index) => new Fields(item, `${path}: cases[${index}]`));
      const check = checks[componentOf(json) ?? ''];
      return check ? check({ fields, cases, tolerance: { atol: tolerance.number('atol'), rtol: tolerance.number('rtol') } }) : [];
    },
  };
}
