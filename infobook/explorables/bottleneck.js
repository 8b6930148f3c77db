// <explore-bottleneck>: optima that Python found, along beta.
(({define, digits}) => {
  define("explore-bottleneck", {
    values({k}, {betas, i_tx, i_ty, encoders}) {
      const used = encoders[k][0].filter((_, t) => encoders[k].some((row) => row[t] > 0)).length;
      return {
        beta: betas[k],
        i_tx: i_tx[k],
        i_ty: i_ty[k],
        clusters: `${used} cluster${used === 1 ? "" : "s"}`,
      };
    },
    marks({k}, {i_tx, i_ty}, {encoders}) {
      const cells = encoders[k].flatMap((row, x) => row.map((p, t) => [`cell${x}-${t}`, {"fill-opacity": p}]));
      return {point: {x: i_tx, y: i_ty}, ...Object.fromEntries(cells)};
    },
    sliders: ({betas}) => ({
      beta: {
        label: "Price of a bit about y, beta",
        max: betas.length - 1,
        step: 1,
        get: ({k}) => k,
        set: (s, k) => ({k}),
        say: (s, v) =>
          `${digits(v.beta)}, ${v.clusters}, keeps ${digits(v.i_tx)} bits of x, tells ${digits(v.i_ty)} bits about y`,
      },
    }),
    buttons: ({betas}) => ({"Least β": {k: 0}, "Most β": {k: betas.length - 1}}),
  });
})(explorables);
