// <explore-loss-parts>: a forecaster's loss is noise, lost information, miscalibration.
(({define, digits, sum}) => {
  const mean = (xs) => sum(xs) / xs.length;
  const cross = (p, q) => -p * Math.log(q) - (1 - p) * Math.log(1 - q);

  define("explore-loss-parts", {
    values({groups, t}, {p}) {
      const size = p.length / groups;
      const c = p.map((_, i) => mean(p.slice(size * Math.floor(i / size), size * (1 + Math.floor(i / size)))));
      const q = c.map((c) => 1 / (1 + ((1 - c) / c) ** (1 / t)));
      const noise = mean(p.map((p) => cross(p, p)));
      const known = mean(c.map((c) => cross(c, c)));
      const loss = mean(p.map((p, i) => cross(p, q[i])));
      return {groups: String(groups), t, c, q, loss, noise, lost: known - noise, miscalibration: loss - known};
    },
    marks(s, {c, q, loss, noise, lost}) {
      const marks = {
        lost: {x: noise, x2: noise + lost},
        wrong: {x: noise + lost, x2: loss},
      };
      c.forEach((y, i) => (marks[`c${i}`] = {y, y2: y}));
      q.forEach((y, i) => (marks[`q${i}`] = {y, y2: y}));
      return marks;
    },
    sliders() {
      const say = (what) => (s, v) => `${what(s)}, loss ${digits(v.loss)} nats`;
      return {
        groups: {
          label: "Groups that he tells apart",
          min: 0,
          max: 3,
          step: 1,
          get: ({groups}) => Math.log2(groups),
          set: (s, x) => ({groups: 2 ** x}),
          say: say(({groups}) => groups),
        },
        t: {
          label: "Temperature",
          min: -2,
          max: 2,
          get: ({t}) => Math.log2(t),
          set: (s, x) => ({t: 2 ** x}),
          say: say(({t}) => digits(t)),
        },
      };
    },
    buttons: () => ({Calibrate: {t: 1}, "See all": {groups: 8}}),
  });
})(explorables);
