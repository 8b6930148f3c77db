// <explore-mutual-information>: two Gaussians of correlation rho.
(({define, digits}) => {
  define("explore-mutual-information", {
    values({rho}) {
      const sd = Math.sqrt(1 - rho * rho);
      return {rho, i: -0.5 * Math.log2(1 - rho * rho), sd, ratio: 1 / sd};
    },
    marks: ({rho}, {i, sd}, {x, noise}) => ({
      cloud: {points: x.map((value, k) => [value, rho * value + sd * noise[k]])},
      sd: {y: rho * 1.5 - sd, y2: rho * 1.5 + sd},
      point: {x: rho, y: i},
    }),
    sliders: () => ({
      rho: {
        label: "Correlation",
        min: -0.99,
        max: 0.99,
        say: ({rho}, v) => `${digits(rho)}, mutual information ${digits(v.i)} bits`,
      },
    }),
    buttons: () => ({Independent: {rho: 0}, Mirror: ({rho}) => ({rho: -rho})}),
  });
})(explorables);
