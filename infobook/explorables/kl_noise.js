// <explore-kl-noise>: how noisy k1, k2 and k3 are for two Gaussians.
explorables.define("explore-kl-noise", {
  values({nats}) {
    const square = 2 * nats;
    const k1 = 2 / Math.sqrt(square);
    const k2 = Math.sqrt(2 + square);
    const k3 = (2 * Math.sqrt(Math.expm1(square) - square)) / square;
    const samples = (noise) => (100 * noise ** 2).toFixed(0);
    return {
      nats,
      mean_k1: nats,
      mean_k2: nats + nats ** 2 / 2,
      mean_k3: nats,
      k1,
      k2,
      k3,
      n_k1: samples(k1),
      n_k2: samples(k2),
      n_k3: samples(k3),
      quieter: k3 < k1 ? "k3" : "k1",
    };
  },
  marks: ({nats}, v) => ({
    now: {x: nats, x2: nats},
    k1: {x: nats, y: v.k1},
    k2: {x: nats, y: v.k2},
    k3: {x: nats, y: v.k3},
  }),
  sliders: () => ({
    nats: {
      label: "Divergence in nats",
      min: 0.02,
      max: 3,
      say: ({nats}, v) =>
        `${explorables.digits(nats)} nats, noise of k1 ${explorables.digits(v.k1)}, of k3 ${explorables.digits(v.k3)}`,
    },
  }),
  buttons: () => ({Near: {nats: 0.05}, "One nat": {nats: 1}, Far: {nats: 2.5}}),
  drag: (x) => ({nats: Math.min(3, Math.max(0.02, Math.round(100 * x) / 100))}),
});
