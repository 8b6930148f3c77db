// <explore-tilt>: a reference tilted towards reward at the price beta for a nat.
(({define, digits, info, sum}) => {
  define("explore-tilt", {
    values({beta}, {reference, reward}) {
      const scores = reference.map((p, i) => Math.log(p) + reward[i] / beta);
      const policy = info.softmax(scores);
      const mean = sum(policy.map((p, i) => p * reward[i]));
      const value = beta * info.logSumExp(scores);
      const v = {beta, mean, value, kl: Math.max(0, (mean - value) / beta)};
      policy.forEach((p, i) => (v[`p${i}`] = p));
      return v;
    },
    marks(s, v, {reference}) {
      const marks = {
        tangent: {y: v.value, x2: v.kl, y2: v.mean},
        value: {y: v.value},
        point: {x: v.kl, y: v.mean},
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
        say: ({beta}, v) => `${digits(beta)}, reward ${digits(v.mean)}, divergence ${digits(v.kl)} nats`,
      },
    }),
    buttons: () => ({"β = 0.1": {beta: 0.1}, "β = 1": {beta: 1}, "β = 10": {beta: 10}}),
  });
})(explorables);
