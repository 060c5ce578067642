import type { Kernel } from '@rheobase/runtime';

/** Kernels of linear maps. Zeros among the inputs (steps without a spike) cost nothing in `convolve`. */
export const matVec: Kernel<'matVec'> = ({ in: source, out, matrix, rows, columns }, signals) => {
  const x = signals.get(source);
  const y = signals.get(out);
  return () => {
    for (let item = 0; item < signals.batch; item++) {
      for (let row = 0; row < rows; row++) {
        let sum = 0;
        for (let column = 0, at = row * columns, from = item * columns; column < columns; column++)
          sum += matrix[at + column]! * x[from + column]!;
        y[item * rows + row] = sum;
      }
    }
  };
};

export const sparseMatVec: Kernel<'sparseMatVec'> = ({ in: source, out, rows, columns, values }, signals) => {
  const x = signals.get(source);
  const y = signals.get(out);
  const width = signals.size(source);
  const size = signals.size(out);
  return () => {
    y.fill(0);
    for (let item = 0; item < signals.batch; item++) {
      for (let k = 0; k < values.length; k++) {
        const at = item * size + rows[k]!;
        y[at] = y[at]! + values[k]! * x[item * width + columns[k]!]!;
      }
    }
  };
};

export const convolve: Kernel<'convolve'> = (operator, signals) => {
  const { inputShape, outputShape, channelsLast, kernelSize, strides, dilations, padding, groups, kernel } = operator;
  const x = signals.get(operator.in);
  const y = signals.get(operator.out);
  const [height, width, channels] = inputShape;
  const [outHeight, outWidth, filters] = outputShape;
  const perGroup = channels / groups;
  const filtersPerGroup = filters / groups;
  const xSize = height * width * channels;
  const ySize = outHeight * outWidth * filters;
  const xStep = channelsLast ? 1 : height * width;
  const yStep = channelsLast ? 1 : outHeight * outWidth;

  const cell = (xAt: number, yAt: number, kernelAt: number): void => {
    for (let c = 0; c < channels; c++) {
      const value = x[xAt + c * xStep]!;
      if (value === 0) continue;
      const group = Math.floor(c / perGroup);
      const first = group * filtersPerGroup;
      const weights = kernelAt + (c - group * perGroup) * filters;
      for (let f = first; f < first + filtersPerGroup; f++) y[yAt + f * yStep] = y[yAt + f * yStep]! + value * kernel[weights + f]!;
    }
  };

  return () => {
    y.fill(0);
    for (let item = 0; item < signals.batch; item++) {
      for (let place = 0; place < outHeight * outWidth; place++) {
        const top = Math.floor(place / outWidth) * strides[0] - padding[0][0];
        const left = (place % outWidth) * strides[1] - padding[1][0];
        const yAt = item * ySize + place * (channelsLast ? filters : 1);
        for (let k = 0; k < kernelSize[0] * kernelSize[1]; k++) {
          const row = top + Math.floor(k / kernelSize[1]) * dilations[0];
          const column = left + (k % kernelSize[1]) * dilations[1];
          if (row < 0 || row >= height || column < 0 || column >= width) continue;
          cell(item * xSize + (row * width + column) * (channelsLast ? channels : 1), yAt, k * perGroup * filters);
        }
      }
    }
  };
};
