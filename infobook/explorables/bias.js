// <explore-bias>: what entropy a sample shows on average, for stored sources and sizes.
explorables.define("explore-bias", {
  values({source, step}, {names, sizes, found}) {
    const {plugin, corrected, truth} = found[source];
    return {
      name: names[source],
      size: sizes[step].toLocaleString("en"),
      plugin: plugin[step],
      corrected: corrected[step],
      truth,
    };
  },
  marks({source, step}, v, {sizes, found}) {
    const x = Math.log10(sizes[step]);
    const curve = (name) => ({points: sizes.map((n, i) => [Math.log10(n), found[source][name][i]])});
    return {
      now: {x, x2: x},
      truth: {y: v.truth, y2: v.truth},
      plugin: {x, y: v.plugin},
      corrected: {x, y: v.corrected},
      "plugin-curve": curve("plugin"),
      "corrected-curve": curve("corrected"),
    };
  },
  sliders: ({sizes}) => ({
    step: {
      label: "Number of samples",
      max: sizes.length - 1,
      step: 1,
      say: (s, v) => `${v.size} samples, plug-in ${explorables.digits(v.plugin)} of ${explorables.digits(v.truth)} bits`,
    },
  }),
  buttons: ({names}) => Object.fromEntries(names.map((name, source) => [name, {source}])),
});
