/** Something of a golden file that a Model cannot say; the case is skipped with this as its reason. */
export class NotYet extends Error {
  override readonly name = 'NotYet';

  /** @param what as in `neuron type Sigmoid` */
  constructor(what: string) {
    super(`a Model cannot say this yet: ${what}`);
  }
}
