// <explore-coin>: the binary entropy is the mean of two surprisals.
explorables.define("explore-coin", {
  values({p}) {
    const {surprisal, contribution, entropy} = explorables.info;
    return {
      p,
      not_p: 1 - p,
      heads: surprisal(p),
      tails: surprisal(1 - p),
      heads_share: contribution(p),
      tails_share: contribution(1 - p),
      h: entropy([p, 1 - p]),
    };
  },
  marks: ({p}, v) => ({
    now: {x: p, x2: p},
    heads: {x: p, y: v.heads, r: 12 * Math.sqrt(p)},
    tails: {x: p, y: v.tails, r: 12 * Math.sqrt(1 - p)},
    h: {x: p, y: v.h},
  }),
  sliders: () => ({
    p: {
      label: "Probability of heads",
      say: ({p}, v) => `${explorables.digits(p)}, entropy ${explorables.digits(v.h)} bits`,
    },
  }),
  buttons: () => ({Fair: {p: 0.5}, "Always heads": {p: 1}}),
  drag: (x) => ({p: Math.round(100 * x) / 100}),
});
