// <explore-kl-fit>: one Gaussian q fitted to a mixture p.
(({define, digits, info, sum}) => {
  const logDensity = (x, {weights, means, stds}) =>
    info.logSumExp(
      weights.map((w, k) => Math.log(w / (stds[k] * Math.sqrt(2 * Math.PI))) - ((x - means[k]) / stds[k]) ** 2 / 2),
    );
  const gaussian = ({mean, std}) => ({weights: [1], means: [mean], stds: [std]});

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

  define("explore-kl-fit", {
    values: (s, d) => ({
      ...s,
      forward: divergence(d, gaussian(s)),
      reverse: divergence(gaussian(s), d),
    }),
    marks(s, v, {low, high}) {
      const points = Array.from({length: 201}, (_, i) => {
        const x = low + ((high - low) * i) / 200;
        return [x, Math.exp(logDensity(x, gaussian(s)))];
      });
      return {q: {points}, forward: {x: 0, x2: v.forward}, reverse: {x: 0, x2: v.reverse}, "forward-beyond": {hidden: v.forward <= 3}, "reverse-beyond": {hidden: v.reverse <= 3}};
    },
    sliders({low, high, step, least}) {
      const say = (name) => (s, v) =>
        `${digits(s[name])}, forward ${digits(v.forward)} nats, reverse ${digits(v.reverse)} nats`;
      return {
        mean: {label: "Mean of q", min: low, max: high, step, say: say("mean")},
        std: {label: "Standard deviation of q", min: least, max: (high - low) / 2, step, say: say("std")},
      };
    },
    buttons({best}) {
      const at = ([mean, std]) => ({mean, std});
      return {"Best forward": at(best.forward), "Best reverse": at(best.reverse)};
    },
    drag: (x, y, s, {step}) => ({mean: step * Math.round(x / step)}),
  });
})(explorables);
