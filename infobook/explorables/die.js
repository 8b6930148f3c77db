// <explore-die>: the die of largest entropy for a mean, and a rival with that mean.
(({define, digits, info, sum}) => {
  const FACES = [1, 2, 3, 4, 5, 6];
  const tilted = (multiplier) => info.softmax(FACES.map((x) => multiplier * x));
  const meanOf = (p) => sum(p.map((share, i) => share * FACES[i]));

  // The mean rises with the multiplier, so halving finds it.
  function solve(mean, low = -30, high = 30) {
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      [low, high] = meanOf(tilted(middle)) < mean ? [middle, high] : [low, middle];
    }
    return (low + high) / 2;
  }

  function twoFaced(mean, spread) {
    const [low, high] = spread ? [1, 6] : [Math.floor(mean), Math.floor(mean) + 1];
    const share = (mean - low) / (high - low);
    return FACES.map((x) => (x === low ? 1 - share : x === high ? share : 0));
  }

  define("explore-die", {
    values({mean, rival}) {
      const multiplier = solve(mean);
      const p = tilted(multiplier);
      const other = twoFaced(mean, rival > 0);
      const q = p.map((x, i) => (1 - Math.abs(rival)) * x + Math.abs(rival) * other[i]);
      const [h, hq] = [info.entropy(p), info.entropy(q)];
      const kl = sum(q.map((x, i) => (x > 0 ? x * Math.log2(x / p[i]) : 0)));
      return {mean, multiplier, p, q, h, hq, lack: h - hq, kl};
    },
    marks({mean}, {p, q, h, hq}) {
      const marks = {
        best: {x: mean, y: h},
        rival: {x: mean, y: hq},
        lack: {x: mean, x2: mean, y: hq, y2: h},
      };
      FACES.forEach((x, i) => {
        marks[`p${x}`] = {y: 0, y2: p[i]};
        marks[`q${x}`] = {y: 0, y2: q[i]};
      });
      return marks;
    },
    sliders: () => ({
      mean: {
        label: "Mean of both dice",
        min: 1.05,
        max: 5.95,
        step: 0.05,
        say: ({mean}, v) => `${digits(mean)}, entropy ${digits(v.h)} bits, multiplier ${digits(v.multiplier)}`,
      },
      rival: {
        label: "Rival: squeezed to spread",
        min: -1,
        say: (s, v) => `entropy ${digits(v.hq)} bits, lacks ${digits(v.lack)}`,
      },
    }),
    buttons: () => ({"Fair die": {mean: 3.5}, "Mean 4.5": {mean: 4.5}, "No rival": {rival: 0}}),
  });
})(explorables);
