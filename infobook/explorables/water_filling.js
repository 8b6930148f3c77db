// <explore-water-filling>: what stands above the water gets bits.
(({define, digits, sum}) => {
  define("explore-water-filling", {
    values({depth}, {variances}) {
      const level = 2 ** depth;
      const over = variances.filter((x) => x > level);
      return {
        level,
        live: String(over.length),
        rate: sum(over.map((x) => Math.log2(x / level) / 2)),
        error: sum(variances.map((x) => Math.min(x, level))),
      };
    },
    marks({depth}, {rate, error}, {variances, low}) {
      const bars = variances.flatMap((x, i) => {
        const height = Math.log2(x);
        const surface = Math.min(height, depth);
        return [
          [`under${i}`, {y: low, y2: surface}],
          [`over${i}`, {y: surface, y2: height}],
        ];
      });
      return {...Object.fromEntries(bars), water: {y: depth, y2: depth}, point: {x: rate, y: error}};
    },
    sliders: ({low, high}) => ({
      depth: {
        label: "Water level",
        min: low,
        max: high,
        step: 0.01,
        say: (s, {level, live, rate}) => `${digits(level)}, ${live} live, ${digits(rate)} bits`,
      },
    }),
    buttons: ({low, high}) => ({"All but one drown": (s, {variances}) => ({depth: Math.log2(variances[1])}), "No rate": {depth: high}, "Ebb": {depth: low}}),
    drag: (x, y, s, {low, high}) => ({depth: Math.min(high, Math.max(low, y))}),
  });
})(explorables);
