// <explore-latent>: the plane of what a decoder decodes.
(({define, digits}) => {
  const say = ({row, column}, v, {z1, z2}) => `z = (${digits(z1[column])}, ${digits(z2[row])})`;
  define("explore-latent", {
    values: ({row, column}, {z1, z2}) => ({z1: z1[column], z2: z2[row]}),
    marks({row, column}, v, {z1, z2}, drawn) {
      const href = drawn.get("plane").getAttribute("href");
      return {
        cursor: {x: column - 0.5, y: row + 0.5, x2: column + 0.5, y2: row - 0.5},
        window: {attributes: {viewBox: `${column - 1} ${row - 1} 3 3`}},
        near: {attributes: {href, x: "0", y: "0", width: String(z1.length), height: String(z2.length)}},
      };
    },
    sliders: ({z1, z2}) => ({
      column: {label: "Across, z1", max: z1.length - 1, step: 1, say},
      row: {
        label: "Up, z2",
        max: z2.length - 1,
        step: 1,
        get: ({row}) => z2.length - 1 - row,
        set: (s, x) => ({row: z2.length - 1 - x}),
        say,
      },
    }),
    drag: (x, y, s, {z1, z2}) => ({
      column: Math.min(z1.length - 1, Math.max(0, Math.round(x))),
      row: Math.min(z2.length - 1, Math.max(0, Math.round(y))),
    }),
  });
})(explorables);
