/** What is shown at once, s. */
export const WINDOW = 2;
/** Room for labels at the left, and for those of the time below, in pixels of the page. */
export const [LEFT, BELOW] = [44, 24] as const;

/** A canvas that is sharp on its screen, cleared, and the place within its labels. */
export interface Frame {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly color: string;
}

/** Clears a canvas for the next picture and draws the axis of the time, which is the same for all. */
export function frameOf(canvas: HTMLCanvasElement): Frame | null {
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const { clientWidth, clientHeight } = canvas;
  const [width, height] = [clientWidth * devicePixelRatio, clientHeight * devicePixelRatio].map(Math.round);
  if (width !== undefined && height !== undefined && (canvas.width !== width || canvas.height !== height))
    Object.assign(canvas, { width, height });
  const { color, fontFamily } = getComputedStyle(canvas);
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.clearRect(0, 0, clientWidth, clientHeight);
  Object.assign(context, { font: `13px ${fontFamily}`, fillStyle: color, strokeStyle: color, lineWidth: 1 });
  const frame = { context, width: clientWidth - LEFT - 1, height: clientHeight - BELOW, color };
  for (let t = -WINDOW; t <= 0; t += 0.5) {
    const x = LEFT + (1 + t / WINDOW) * frame.width;
    context.textAlign = t === 0 ? 'right' : t === -WINDOW ? 'left' : 'center';
    context.fillText(t === 0 ? 'now' : `${String(t).replace('-', '−')} s`, x, clientHeight - 5);
    rule(frame, x, 0, x, frame.height);
  }
  return frame;
}

/** A faint line. */
export function rule({ context }: Frame, x0: number, y0: number, x1: number, y1: number): void {
  context.globalAlpha = 0.16;
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
  context.globalAlpha = 1;
}
