import { splatAt } from '../table/lanes';

/** A parameter of the neurons at p. U says whether they share it: u8 if so. */
@inline
export function parameter<T, U>(values: usize, p: usize): v128 {
  return sizeof<U>() == 1 ? splatAt<T>(values) : v128.load(values + p);
}

/** The same of one neuron. */
@inline
export function parameterOf<T, U>(values: usize, p: usize): f64 {
  return <f64>load<T>(sizeof<U>() == 1 ? values : values + p);
}
