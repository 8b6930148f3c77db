// <explore-huffman>: the merges that Python made, one after the other.
(({define, digits, sum}) => {
  const within = (done, {weights}) => ({done: Math.min(weights.length, Math.max(0, done))});
  define("explore-huffman", {
    values({done}, {p, codewords, merges, weights}) {
      const v = {done: String(done), length: sum(weights.slice(0, done))};
      p.forEach((probability, i) => {
        const bits = merges.slice(0, done).filter((below) => below.includes(i)).length;
        v[`code${i}`] = codewords[i].slice(codewords[i].length - bits);
        v[`bits${i}`] = String(bits);
        v[`share${i}`] = probability * bits;
      });
      return v;
    },
    marks({done}, v, {weights}) {
      const names = (k) => [`node${k}`, `weight${k}`, ...["up", "over", "bit"].flatMap((n) => [`${n}${k}0`, `${n}${k}1`])];
      return Object.fromEntries(weights.flatMap((_, k) => names(k).map((name) => [name, {hidden: k >= done}])));
    },
    sliders: ({weights}) => ({
      done: {
        label: "Merges",
        max: weights.length,
        step: 1,
        say: ({done}, v) =>
          `${done} of ${weights.length}` +
          (done ? `, the last of probability ${digits(weights[done - 1])}, mean length ${digits(v.length)} bits` : ""),
      },
    }),
    buttons: () => ({
      "Start": {done: 0},
      "Back": ({done}, d) => within(done - 1, d),
      "Next": ({done}, d) => within(done + 1, d),
    }),
  });
})(explorables);
