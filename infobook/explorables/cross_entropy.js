// <explore-cross-entropy>: what a belief q costs when the truth is p.
explorables.define("explore-cross-entropy", {
  values({q}, {p}) {
    const {info, sum} = explorables;
    const part = q.map((v, i) => (p[i] > 0 ? p[i] * info.surprisal(v) : 0));
    const ce = sum(part);
    const h = info.entropy(p);
    const kl = sum(q.map((v, i) => (p[i] > 0 ? p[i] * Math.log2(p[i] / v) : 0)));
    const v = {h, ce, kl: Math.max(0, kl)};
    q.forEach((x, i) => Object.assign(v, {[`q${i}`]: x, [`cost${i}`]: info.surprisal(x), [`part${i}`]: part[i]}));
    return v;
  },
  marks({q}, v, {most}) {
    const bars = q.map((x, i) => [`q${i}`, {y: 0, y2: x}]);
    return {kl: {x: v.h, x2: v.ce}, "kl-beyond": {hidden: v.ce <= most}, ...Object.fromEntries(bars)};
  },
  sliders: ({labels}) =>
    Object.fromEntries(
      labels.map((name, i) => [
        `q${i}`,
        {
          label: `Belief in ${name}`,
          get: ({q}) => q[i],
          set({weights}, x) {
            const q = explorables.info.move(weights, i, x);
            // Once q is sure of one outcome, the others remember their ratio.
            return {q, weights: Math.max(...q) < 1 ? q : weights};
          },
          say: ({q}, v) => `${explorables.digits(q[i])}, divergence ${v.kl < Infinity ? explorables.digits(v.kl) : "infinite"} bits`,
        },
      ]),
    ),
  buttons: ({p}) => {
    const uniform = p.map(() => 1 / p.length);
    return {"q = p": {q: p, weights: p}, "q uniform": {q: uniform, weights: uniform}};
  },
});
