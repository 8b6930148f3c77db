// <explore-arithmetic>: a text narrows an interval, and a number spells a text.
(({define, digits, sum, info}) => {
  const most = 60;
  const seen = (label) => (label === " " ? "␣" : label);
  const widths = (text, {counts}) => {
    const row = counts[text.length && counts.length > 1 ? text.at(-1) : 0];
    return row.map((count) => count / sum(row));
  };
  const start = (parts, i) => sum(parts.slice(0, i));
  const pick = (parts, x) => parts.findLastIndex((width, i) => width && start(parts, i) <= x);
  // The place x in the interval is kept while the interval becomes the part around it.
  const zoom = ({text, x}, data) => {
    if (text.length === most) return {};
    const parts = widths(text, data);
    const here = pick(parts, x);
    return {text: [...text, here], x: Math.min(1, (x - start(parts, here)) / parts[here])};
  };
  // More digits of the number, drawn at random, spell more of the text.
  const spell = ({text}, data) => {
    let state = {text, x: Math.random()};
    for (let i = 0; i < 10; i++) state = {...zoom(state, data), x: Math.random()};
    return {text, ...state};
  };

  define("explore-arithmetic", {
    values({text, x}, data) {
      let [low, width, bits, settled] = [0, 1, 0, ""];
      let last = [0, 1];
      text.forEach((symbol, i) => {
        const parts = widths(text.slice(0, i), data);
        last = [start(parts, symbol), parts[symbol]];
        [low, width] = [low + width * last[0], width * last[1]];
        bits += info.surprisal(last[1]);
        while (low >= 0.5 || low + width <= 0.5) {
          const digit = Number(low >= 0.5);
          settled += digit;
          [low, width] = [2 * low - digit, 2 * width];
        }
      });
      const parts = widths(text, data);
      const here = pick(parts, x);
      return {
        text: text.map((symbol) => data.labels[symbol]).join(data.glue) + "|",
        bits,
        digits: settled.length <= 16 ? "0." + settled : "0.…" + settled.slice(-16),
        here: seen(data.labels[here]),
        share: parts[here],
        last: text.length ? seen(data.labels[text.at(-1)]) : "",
        parts,
        from: start(parts, here),
        step: last,
      };
    },
    marks({text, x}, {parts, from, share, step: [a, size]}, {labels}) {
      const hidden = !text.length;
      const marks = {
        part: {x: from, x2: from + share},
        chosen: {x: a, x2: a + size, hidden},
        from: {x: a, hidden},
        to: {x: a + size, hidden},
        last: {x: a + size / 2, hidden},
        x: {x, x2: x},
      };
      parts.forEach((width, i) => {
        const at = start(parts, i);
        marks[`cut${i}`] = {x: at, x2: at};
        marks[`name${i}`] = {x: at + width / 2, hidden: width < 0.035 * Math.max(1, labels[i].length)};
      });
      return marks;
    },
    sliders: () => ({
      x: {
        label: "Place in the interval",
        step: 0.001,
        say: ({x}, v) => `${digits(x)}, in ${v.here}, of probability ${digits(v.share)}`,
      },
    }),
    buttons: () => ({
      "Zoom": zoom,
      "Back": ({text}) => ({text: text.slice(0, -1)}),
      "Empty": {text: []},
      "Random": spell,
    }),
    drag: (x) => ({x}),
  });
})(explorables);
