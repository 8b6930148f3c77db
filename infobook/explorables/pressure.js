// <explore-pressure>: a reference tilted towards a proxy, and what that earns in gold.
(({define, digits, info, sum}) => {
  define("explore-pressure", {
    values({beta}, {reference, proxy, gold}) {
      const scores = reference.map((p, i) => Math.log(p) + proxy[i] / beta);
      const policy = info.softmax(scores);
      const mean = (reward) => sum(policy.map((p, i) => p * reward[i]));
      const value = beta * info.logSumExp(scores);
      const v = {beta, proxy: mean(proxy), gold: mean(gold)};
      v.kl = Math.max(0, (v.proxy - value) / beta);
      policy.forEach((p, i) => (v[`p${i}`] = p));
      return v;
    },
    marks(s, v, {reference}) {
      const marks = {
        proxy: {x: v.kl, y: v.proxy},
        gold: {x: v.kl, y: v.gold},
      };
      reference.forEach((p, i) => {
        marks[`bar${i}`] = {y: 0, y2: v[`p${i}`]};
        marks[`at${i}`] = {y: Math.max(v[`p${i}`], p)};
      });
      return marks;
    },
    sliders: () => ({
      beta: {
        label: "Price of a nat, beta",
        min: -2,
        max: 2,
        step: 0.05,
        get: ({beta}) => Math.log10(beta),
        set: (s, x) => ({beta: 10 ** x}),
        say: ({beta}, v) => `${digits(beta)}, gold ${digits(v.gold)}, proxy ${digits(v.proxy)}, divergence ${digits(v.kl)} nats`,
      },
    }),
    buttons: () => ({"β = 10": {beta: 10}, "β = 1": {beta: 1}, "β = 0.1": {beta: 0.1}}),
  });
})(explorables);
