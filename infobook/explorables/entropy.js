// <explore-entropy>: the area of all blocks, p wide and log 1/p high, is the entropy.
explorables.define("explore-entropy", {
  values({p}) {
    const {info, sum} = explorables;
    const v = {h: info.entropy(p), sum: sum(p)};
    p.forEach((x, i) =>
      Object.assign(v, {[`p${i}`]: x, [`bits${i}`]: info.surprisal(x), [`area${i}`]: info.contribution(x)}),
    );
    return v;
  },
  marks({p}, {h, ...v}, {top, bit, line, narrow}) {
    // An area stands above a line of the entropy that is too low to stand below.
    const foot = h * bit < line + 4 ? h + 0.1 : 0.05;
    // The label of H makes room for that of the maximum.
    const down = Math.max(0, 17 - (Math.log2(p.length) - h) * bit);
    const marks = {mean: {y: h, y2: h}, h: {y: h, attributes: {dy: (4 + down).toFixed(1)}}};
    let x = 0;
    p.forEach((width, i) => {
      const [bits, x2] = [v[`bits${i}`], x + width];
      Object.assign(marks, {
        [`block${i}`]: {x, x2, y: 0, y2: bits, hidden: width === 0},
        [`above${i}`]: {x: x + width / 2, hidden: width === 0 || bits <= top},
        [`inside${i}`]: {x, x2, y: foot, hidden: bits * bit < line + 4},
        [`name${i}`]: {x, x2, hidden: width < narrow},
      });
      x = x2;
    });
    return marks;
  },
  sliders: ({labels}) =>
    Object.fromEntries(
      labels.map((name, i) => [
        `p${i}`,
        {
          label: `Probability of ${name}`,
          lights: `block${i}`,
          get: ({p}) => p[i],
          set({weights}, x) {
            const p = explorables.info.move(weights, i, x);
            // Once one outcome is certain, the others remember their ratio.
            return {p, weights: Math.max(...p) < 1 ? p : weights};
          },
          say({p}, v) {
            const bits = p[i] > 0 ? explorables.digits(v[`bits${i}`]) : "infinite";
            return `${explorables.digits(p[i])}, surprisal ${bits} bits`;
          },
        },
      ]),
    ),
  buttons({start}) {
    const uniform = start.p.map(() => 1 / start.p.length);
    return {Uniform: {p: uniform, weights: uniform}, Certain: {p: start.p.map((_, i) => Number(i === 0))}};
  },
});
