import { type Frame, LEFT, rule } from './canvas.js';

/** Values of the latest steps. */
export interface Trace {
  readonly color: string;
  readonly dash: readonly number[];
  /** As a ring: step n at n modulo the length. */
  readonly values: Float64Array;
}

const [LOW, HIGH] = [-1.25, 1.25];

/** Draws traces up to the latest of `count` steps at the right edge. */
export function drawTraces(frame: Frame, count: number, traces: readonly Trace[]): void {
  const { context, width, height, color } = frame;
  const at = (value: number) => height * (1 - (Math.min(HIGH, Math.max(LOW, value)) - LOW) / (HIGH - LOW));
  context.textAlign = 'right';
  context.fillStyle = color;
  for (const value of [-1, -0.5, 0, 0.5, 1]) {
    context.fillText(String(value).replace('-', '−'), LEFT - 8, at(value) + 4.5);
    rule(frame, LEFT, at(value), LEFT + width, at(value));
  }
  for (const trace of traces) {
    const steps = trace.values.length;
    Object.assign(context, { strokeStyle: trace.color, lineWidth: trace.dash.length > 0 ? 1.5 : 2.25, lineJoin: 'round' });
    context.setLineDash([...trace.dash]);
    context.beginPath();
    for (let n = Math.max(0, count - steps); n < count; n++) {
      context.lineTo(LEFT + ((n - count + steps) / (steps - 1)) * width, at(trace.values[n % steps] ?? 0));
    }
    context.stroke();
  }
  context.setLineDash([]);
}
