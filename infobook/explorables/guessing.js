// <explore-guessing>: a letter found at the r-th guess has rank r; ranks tell two bounds.
(({define, digits, info, sum}) => {
  const mean = (xs) => sum(xs) / xs.length;
  const xlogx = (x) => (x > 0 ? x * Math.log2(x) : 0);
  const letters = [..."abcdefghijklmnopqrstuvwxyz", " "];
  const nameOf = (letter) => (letter === " " ? "space" : letter);

  function guess(letter, {k, ranks, tried}, {passage}) {
    if (k === passage.length || tried.includes(letter)) return {};
    if (letter !== passage[k]) return {tried: tried + letter};
    return {k: k + 1, ranks: [...ranks.slice(0, k), tried.length + 1], tried: ""};
  }

  define("explore-guessing", {
    values({k, ranks, tried}, {passage, bits}) {
      const found = ranks.slice(0, k);
      const shares = letters.map((_, i) => found.filter((r) => r === i + 1).length / k).sort((a, b) => b - a);
      const bounds = {
        low: sum(shares.map((q, i) => q * (xlogx(i + 1) - xlogx(i)))),
        high: info.entropy(shares),
        needed: mean(bits.slice(0, k)),
      };
      const shown = (x) => (k ? digits(x, 2) : "–");
      return {
        ...bounds,
        k: String(k),
        lower: shown(bounds.low),
        upper: shown(bounds.high),
        model: shown(bounds.needed),
        seen: passage.slice(0, k) + (k < passage.length ? "_" : ""),
        tried: tried && `Not ${[...tried].map(nameOf).join(" ")}`,
      };
    },
    marks: ({k}, {low, high, needed}) => ({
      player: k ? {x: low, x2: high, hidden: false} : {hidden: true},
      model: k ? {x: needed, hidden: false} : {hidden: true},
    }),
    sliders: ({passage}) => ({
      k: {
        label: "Letters found",
        max: passage.length,
        step: 1,
        set: ({ranks}, k) => ({k: Math.min(k, ranks.length), tried: ""}),
        say: ({k}, {lower, upper}) => `${k} letters, between ${lower} and ${upper} bits`,
      },
    }),
    buttons: () => ({
      Play: {k: 0, ranks: [], tried: ""},
      ...Object.fromEntries(letters.map((letter) => [nameOf(letter), (s, d) => guess(letter, s, d)])),
    }),
    keys: (key) => nameOf(key.toLowerCase()),
  });
})(explorables);
