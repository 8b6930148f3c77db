// <explore-channel>: the binary symmetric channel.
(({define, digits, info}) => {
  const binaryEntropy = (p) => info.entropy([p, 1 - p]);
  const ones = (p, f) => p * (1 - f) + (1 - p) * f;
  define("explore-channel", {
    values({f, p}) {
      const y1 = ones(p, f);
      const [h_y, noise] = [binaryEntropy(y1), binaryEntropy(f)];
      return {f, p, x0: 1 - p, x1: p, y0: 1 - y1, y1, h_y, noise, i: Math.max(0, h_y - noise), c: 1 - noise};
    },
    marks({f, p}, {noise, i, c}) {
      const broad = (probability) => ({"stroke-width": 40 * probability});
      const points = Array.from({length: 51}, (_, k) => [k / 50, binaryEntropy(ones(k / 50, f)) - noise]);
      return {
        flow00: broad((1 - p) * (1 - f)),
        flow01: broad((1 - p) * f),
        flow10: broad(p * f),
        flow11: broad(p * (1 - f)),
        c: {y: c, y2: c},
        point: {x: p, y: i},
        curve: {points},
        noise: {x: 0, x2: noise},
        i: {x: noise, x2: noise + i},
      };
    },
    sliders: () => ({
      f: {label: "Probability of a flip", say: ({f}, v) => `${digits(f)}, capacity ${digits(v.c)} bits`},
      p: {label: "Probability that a 1 is sent", say: ({p}, v) => `${digits(p)}, ${digits(v.i)} bits get through`},
    }),
    buttons: () => ({"p = ½": {p: 0.5}, "f = 0": {f: 0}, "f = ½": {f: 0.5}}),
  });
})(explorables);
