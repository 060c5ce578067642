/**
 * Cholesky factorisation of A'A + m sigma^2 I, or with fewer points than neurons of the smaller AA' + m sigma^2 I, which gives the same X.
 */
export interface Cholesky {
  readonly type: 'cholesky';
}

export const cholesky = (): Cholesky => Object.freeze({ type: 'cholesky' });
