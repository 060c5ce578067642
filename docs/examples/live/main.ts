/**
 * The page: drives the network by a wave or by hand and draws what it does.
 */
import { frameOf } from './canvas.js';
import { type Channel, MOST, startChannel } from './channel.js';
import { History } from './history.js';
import { controls, element, say } from './panel.js';
import { drawTraces } from './traces.js';

/** Steps in one picture and real time spent on them, ms, at most. */
const [BUSY_STEPS, BUSY_TIME] = [1000, 12] as const;

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
const times = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)}×`;

function draw(history: History): void {
  const traces = frameOf(element('traces', HTMLCanvasElement));
  if (traces) drawTraces(traces, history.count, [history.wanted, history.input, history.square]);
  const raster = frameOf(element('raster', HTMLCanvasElement));
  if (raster) history.raster.draw(raster, ['a', 'b']);
  say('value-input', signed(history.last(history.input)));
  say('value-square', signed(history.last(history.square)));
  say('value-wanted', signed(history.last(history.wanted)));
  for (const [which, name] of ['a', 'b'].entries()) say(`rate-${name}`, `${Math.round(history.rates[which] ?? 0)} Hz`);
}

/** A ratio of two sums that forget within some pictures. */
function ratio() {
  let [above, below] = [0, 0];
  return (more: number, per: number): number => {
    [above, below] = [0.97 * above + more, 0.97 * below + per];
    return below > 0 ? above / below : 0;
  };
}

/** Makes steps with the inputs of the panel for as much simulated time as is due; returns how many, and the real time that it took, s. */
async function makeSteps(channel: Channel, history: History, input: (time: number) => number, due: number) {
  const { dt } = channel;
  const begun = performance.now();
  let [steps, busy] = [0, 0];
  while (due - steps * dt >= dt && steps < BUSY_STEPS && performance.now() - begun < BUSY_TIME) {
    const count = Math.min(MOST, Math.floor(due / dt - steps + 1e-9));
    const row = Float64Array.from({ length: count }, (_, n) => input((history.count + n) * dt));
    const started = performance.now();
    const happened = await channel.advance(row);
    busy += (performance.now() - started) / 1000;
    history.add(happened, dt);
    steps += count;
  }
  return { steps, busy };
}

async function live(channel: Channel): Promise<void> {
  const { dt } = channel;
  const [panel, history, pace, power] = [controls(), new History(dt), ratio(), ratio()];
  let [due, before] = [0, performance.now()];
  for (;;) {
    const now = await new Promise<number>(requestAnimationFrame);
    const [passed, speed] = [Math.max(0, now - before) / 1000, panel.speed()];
    before = now;
    due = Number.isFinite(speed) ? due + Math.min(0.1, passed) * speed : BUSY_STEPS * dt;
    const { steps, busy } = await makeSteps(channel, history, panel.input, due);
    // What could not be made in time is let go.
    due = Math.min(due - steps * dt, dt);
    panel.follow(history.last(history.input));
    draw(history);
    const [made, could] = [pace(steps * dt, passed), power(steps * dt, busy)];
    const told = `${(history.count * dt).toFixed(2)} s simulated in ${history.count.toLocaleString('en')} steps, now ${times(made)} real time`;
    say('status', could > 0 ? `${told}; the simulator alone could do ${times(could)}` : told);
  }
}

startChannel()
  .then(live)
  .catch(error => say('status', `stopped: ${error}`));
