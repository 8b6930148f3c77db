// <explore-temperature>: the logits of real examples, divided by T.
(({define, digits, info, sum}) => {
  const mean = (xs) => (xs.length ? sum(xs) / xs.length : 0);

  // Rows of logits, from hundredths as 16-bit integers in base 64.
  function decode(d) {
    const bytes = Uint8Array.from(atob(d.logits), (c) => c.charCodeAt(0));
    const all = [...new Int16Array(bytes.buffer)].map((z) => z / 100);
    return d.labels.map((_, i) => all.slice(i * d.classes, (i + 1) * d.classes));
  }

  define("explore-temperature", {
    values({t}, d) {
      d.rows ??= decode(d);
      const examples = d.rows.map((row, i) => {
        const scores = row.map((z) => z / t);
        const top = Math.max(...scores);
        const total = info.logSumExp(scores);
        const sure = Math.exp(top - total);
        // A bin holds its upper edge.
        let bin = 0;
        while (bin < d.n_bins - 1 && (bin + 1) * (1 / d.n_bins) < sure) bin++;
        return {bin, sure, right: Number(scores.indexOf(top) === d.labels[i]), loss: total - scores[d.labels[i]]};
      });
      const bins = Array.from({length: d.n_bins}, (_, b) => {
        const inside = examples.filter(({bin}) => bin === b);
        return {
          share: inside.length / examples.length,
          sure: mean(inside.map(({sure}) => sure)),
          right: mean(inside.map(({right}) => right)),
          spread: sum(inside.map(({sure}) => sure * (1 - sure))),
        };
      });
      return {
        t,
        bins,
        loss: mean(examples.map(({loss}) => loss)),
        confidence: mean(examples.map(({sure}) => sure)),
        accuracy: mean(examples.map(({right}) => right)),
        chance: sum(bins.map(({spread}) => Math.sqrt((2 * spread) / Math.PI))) / examples.length,
        ece: sum(bins.map(({share, sure, right}) => share * Math.abs(right - sure))),
      };
    },
    marks({t}, {bins, loss, ece, chance}) {
      const marks = {
        point: {x: Math.log10(t), y: loss},
        ece: {x: 0, x2: ece},
        chance: {x: chance, x2: chance},
      };
      bins.forEach(({share, sure, right}, b) => {
        const pale = {"fill-opacity": 0.25 + 0.75 * Math.sqrt(share)};
        marks[`both${b}`] = {y: 0, y2: Math.min(right, sure), ...pale};
        marks[`right${b}`] = {y: right, y2: right, hidden: share === 0};
        marks[`gap${b}`] = {y: Math.min(right, sure), y2: Math.max(right, sure), ...pale};
      });
      return marks;
    },
    sliders: () => ({
      t: {
        label: "Temperature",
        min: -1,
        max: 1,
        get: ({t}) => Math.log10(t),
        set: (s, x) => ({t: 10 ** x}),
        say: ({t}, v) => `${digits(t)}, loss ${digits(v.loss)} nats, calibration error ${digits(v.ece)}`,
      },
    }),
    buttons: ({best}) => (best ? {"Least loss": {t: best}} : {}),
    drag: (x) => ({t: 10 ** x}),
  });
})(explorables);
