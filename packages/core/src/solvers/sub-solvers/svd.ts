/** Singular value decomposition A = U S V': X = V S / (S^2 + m sigma^2) U'Y. Slower than `cholesky`, and exact where A'A loses digits. */
export interface Svd {
  readonly type: 'svd';
}

export const svd = (): Svd => Object.freeze({ type: 'svd' });
