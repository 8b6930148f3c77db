// <explore-kl-fit>: one Gaussian q fitted to a mixture p whose parts move apart.
(({define, digits, info, sum}) => {
  const logDensity = (x, {weights, means, stds}) =>
    info.logSumExp(
      weights.map((w, k) => Math.log(w / (stds[k] * Math.sqrt(2 * Math.PI))) - ((x - means[k]) / stds[k]) ** 2 / 2),
    );
  const gaussian = ({mean, std}) => ({weights: [1], means: [mean], stds: [std]});

  // The mixture with its components moved away from their common mean.
  const centre = ({weights, means}) => sum(weights.map((w, k) => w * means[k]));
  const moved = (d, spread) => ({...d, means: d.means.map((m) => centre(d) + spread * (m - centre(d)))});

  // D(p || q) in nats by the trapezoid rule, as kl_fit.py has it.
  function divergence(p, q, steps = 4000) {
    const low = Math.min(...p.means.map((m, k) => m - 10 * p.stds[k]));
    const high = Math.max(...p.means.map((m, k) => m + 10 * p.stds[k]));
    const terms = Array.from({length: steps + 1}, (_, i) => {
      const x = low + ((high - low) * i) / steps;
      const log = logDensity(x, p);
      return Math.exp(log) * (log - logDensity(x, q));
    });
    return Math.max(0, (sum(terms) * (high - low)) / steps);
  }

  // What Python found for the nearest of its spreads.
  function minimaAt({spread}, {spreads, minima}) {
    const gaps = spreads.map((s) => Math.abs(s - spread));
    return minima[gaps.indexOf(Math.min(...gaps))];
  }
  const least = (minima) => minima.reduce((best, one) => (one[2] < best[2] ? one : best));
  const at = ([mean, std]) => ({mean, std});

  define("explore-kl-fit", {
    values(s, d) {
      const p = moved(d, s.spread);
      return {
        ...s,
        apart: s.spread * (Math.max(...d.means) - Math.min(...d.means)),
        minima: minimaAt(s, d)
          .map(([mean, , nats]) => `${digits(nats)} at ${digits(mean, 2)}`.replaceAll("-", "−"))
          .join(", "),
        forward: divergence(p, gaussian(s)),
        reverse: divergence(gaussian(s), p),
      };
    },
    marks(s, v, d, drawn) {
      const {low, high} = d;
      const xs = Array.from({length: 141}, (_, i) => low + ((high - low) * i) / 140);
      const curve = (p) => xs.map((x) => [x, Math.exp(logDensity(x, p))]);
      const minima = minimaAt(s, d);
      const fits = [...drawn.keys()]
        .filter((name) => name.startsWith("fit"))
        .map((name, i) => {
          if (i >= minima.length) return [name, {hidden: true}];
          const dash = minima[i] === least(minima) ? "none" : "6 4";
          return [name, {points: curve(gaussian(at(minima[i]))), hidden: false, "stroke-dasharray": dash}];
        });
      return {
        p: {points: [[low, 0], ...curve(moved(d, s.spread)), [high, 0]]},
        q: {points: curve(gaussian(s))},
        forward: {x: 0, x2: v.forward},
        reverse: {x: 0, x2: v.reverse},
        "forward-beyond": {hidden: v.forward <= 3},
        "reverse-beyond": {hidden: v.reverse <= 3},
        ...Object.fromEntries(fits),
      };
    },
    sliders({low, high, step, least, spreads}) {
      const say = (name) => (s, v) =>
        `${digits(v[name])}, forward ${digits(v.forward)} nats, reverse ${digits(v.reverse)} nats`;
      return {
        spread: {
          label: "How far apart the parts are",
          max: spreads.at(-1),
          step: spreads[1],
          say: (s, v) => `${digits(v.apart)}, minima ${v.minima}`,
        },
        mean: {label: "Mean of q", min: low, max: high, step, say: say("mean")},
        std: {label: "Standard deviation of q", min: least, max: (high - low) / 2, step, say: say("std")},
      };
    },
    buttons: () => ({
      "Best forward"(s, d) {
        const {weights, means, stds} = moved(d, s.spread);
        const mean = centre(d);
        return {mean, std: Math.sqrt(sum(weights.map((w, k) => w * (stds[k] ** 2 + (means[k] - mean) ** 2))))};
      },
      "Best reverse": (s, d) => at(least(minimaAt(s, d))),
    }),
    drag: (x, y, s, {step}) => ({mean: step * Math.round(x / step)}),
  });
})(explorables);
