/**
 * Cases that float32 cannot follow, by name, and why: there a last bit decides.
 */
export const sensitiveCases: Readonly<Record<string, string>> = Object.freeze({
  neuron_lif_exact_threshold: 'voltages meet the threshold exactly and a last bit decides whether they fire',
});
