import { keepStream, log1p, normal, openStream, STREAM, uniform } from '../shared';
import { items, real, word } from '../table/record';

/** Words of all of them: out, stride, elements, streams, factor (real), then the parameters of the distribution (reals). */

/** Parameters: mean, standard deviation. */
export function gaussianNoise<T>(at: usize): void {
  const end = word(at, 2) * sizeof<T>();
  const factor = real<f64>(at, 4);
  const mean = real<f64>(at, 6);
  const std = real<f64>(at, 8);
  let out = word(at, 0);
  let stream = word(at, 3);
  for (let item = 0; item < items; item++, out += word(at, 1), stream += STREAM) {
    openStream(stream);
    for (let p: usize = 0; p < end; p += sizeof<T>()) store<T>(out + p, <T>(factor * (mean + std * normal())));
    keepStream(stream);
  }
}

/** Parameters: low, high, the number below high; then a word: whether whole numbers are drawn. */
export function uniformNoise<T>(at: usize): void {
  const end = word(at, 2) * sizeof<T>();
  const factor = real<f64>(at, 4);
  const low = real<f64>(at, 6);
  const high = real<f64>(at, 8);
  const highest = real<f64>(at, 10);
  const whole = word(at, 12) != 0;
  let out = word(at, 0);
  let stream = word(at, 3);
  for (let item = 0; item < items; item++, out += word(at, 1), stream += STREAM) {
    openStream(stream);
    for (let p: usize = 0; p < end; p += sizeof<T>()) {
      const drawn = low + (high - low) * uniform();
      // Rounding may reach the upper end.
      const x = drawn < high || low == high ? drawn : highest;
      store<T>(out + p, <T>(factor * (whole ? floor<f64>(x) : x)));
    }
    keepStream(stream);
  }
}

/** Parameters: scale, shift, upper end, what is drawn in place of it and of all above. */
export function exponentialNoise<T>(at: usize): void {
  const end = word(at, 2) * sizeof<T>();
  const factor = real<f64>(at, 4);
  const scale = real<f64>(at, 6);
  const shift = real<f64>(at, 8);
  const high = real<f64>(at, 10);
  const highest = real<f64>(at, 12);
  let out = word(at, 0);
  let stream = word(at, 3);
  for (let item = 0; item < items; item++, out += word(at, 1), stream += STREAM) {
    openStream(stream);
    for (let p: usize = 0; p < end; p += sizeof<T>()) {
      const x = shift - scale * log1p(-uniform());
      store<T>(out + p, <T>(factor * (x < high ? x : highest)));
    }
    keepStream(stream);
  }
}
