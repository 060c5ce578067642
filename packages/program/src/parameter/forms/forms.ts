import { productForm, quotientForm, stepsForm } from './elementwise.js';
import { constantForm, tensorForm } from './leaves.js';
import { columnsForm, matrixProductForm } from './matrices.js';
import type { Form, FormName } from './parameter.js';
import { expandForm, gatherForm, repeatForm } from './selection.js';

/** All forms of parameters by name. */
export const forms: { readonly [K in FormName]: Form<K> } = Object.freeze({
  tensor: tensorForm,
  constant: constantForm,
  gather: gatherForm,
  repeat: repeatForm,
  expand: expandForm,
  product: productForm,
  quotient: quotientForm,
  steps: stepsForm,
  matrixProduct: matrixProductForm,
  columns: columnsForm,
});
