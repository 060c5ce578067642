import { basalGanglia, lowpass, Network, thalamus } from 'rheobase';

/** Basal ganglia and thalamus: which of the actions has the largest utility changes five times a second. */
export function actionSelection(actions = 10, neurons = 100): Network {
  const net = new Network({ label: 'actionSelection', seed: 6 });
  const utilities = (time: number) => {
    const best = Math.trunc(time * 5) % actions;
    return Array.from({ length: actions }, (_, action) => (action === best ? 1 : 0.3));
  };
  const u = net.function(utilities, 0, actions);
  const selecting = basalGanglia(net, actions, { neurons });
  const acting = thalamus(net, actions, { neurons: Math.ceil(neurons / 2) });
  net.connect(u, selecting.input, { synapse: null });
  net.connect(selecting.output, acting.input);
  net.probe(acting.output, { synapse: lowpass(0.01) });
  return net;
}
