// <explore-information-plane>: bits of stored layers, by units and by the rule of the bins.
explorables.define("explore-information-plane", {
  values({unit, rule, layer}, {found}) {
    const shown = found[unit][rule][layer - 1];
    const [first, last] = [shown[0], shown.at(-1)];
    return {unit, rule, layer: String(layer), first, last, verb: last > first ? "rise to" : "fall to"};
  },
  marks({unit, rule, layer}, {first, last}, {found, steps}) {
    const shown = found[unit][rule];
    const curve = (bits) => ({points: bits.map((y, i) => [Math.log10(1 + steps[i]), y])});
    const marks = {first: {y: first}, last: {y: last}, chosen: curve(shown[layer - 1])};
    shown.forEach((bits, k) => (marks[`layer${k}`] = curve(bits)));
    return marks;
  },
  sliders: ({layers}) => ({
    layer: {
      label: "Layer",
      min: 1,
      max: layers,
      step: 1,
      say: (s, v) => `layer ${v.layer}, ${explorables.digits(v.first)} bits ${v.verb} ${explorables.digits(v.last)}`,
    },
  }),
  buttons: ({found}) => ({
    ...Object.fromEntries(Object.keys(found).map((unit) => [unit, {unit}])),
    ...Object.fromEntries(Object.keys(Object.values(found)[0]).map((rule) => [rule, {rule}])),
  }),
});
