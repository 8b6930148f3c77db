// The book's explorables: figures that the reader operates.
//
// base.py writes an element such as <explore-coin data="..."> around a static figure.
// Where this script runs, the element takes that figure over and moves what moves in
// it: on the site and in a notebook alike, without a kernel, a library or a request.
// A script beside this one defines each element.
(() => {
  if (globalThis.explorables) return;

  const sum = (xs) => xs.reduce((total, x) => total + x, 0);

  // Arithmetic that several figures share, in bits. The tests compare it with infolib.
  const info = {
    surprisal: (p) => Math.max(0, Math.log2(1 / p)),
    contribution: (p) => (p > 0 ? p * info.surprisal(p) : 0),
    entropy: (ps) => sum(ps.map(info.contribution)),

    // Outcome i gets probability v; the rest share 1 - v in the ratio of `weights`.
    move(weights, i, v) {
      const rest = weights.reduce((total, w, j) => (j === i ? total : total + w), 0);
      return weights.map((w, j) =>
        j === i ? v : (1 - v) * (rest > 0 ? w / rest : 1 / (weights.length - 1)),
      );
    },

    // log(sum(exp(x))), and the probabilities in proportion to exp(x), in nats.
    logSumExp(xs) {
      const top = Math.max(...xs);
      return top + Math.log(sum(xs.map((x) => Math.exp(x - top))));
    },
    softmax(xs) {
      const total = info.logSumExp(xs);
      return xs.map((x) => Math.exp(x - total));
    },
  };

  // Three decimals, as base.py rounds them: halves up, last-bit noise dropped.
  const digits = (x, places = 3) => (x === Infinity ? "∞" : (Number(x.toFixed(9)) + 0).toFixed(places));

  // make("p", {class: "note", onclick: f}, "text", child) builds an element.
  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value);
    }
    node.append(...children);
    return node;
  }

  // JupyterLab and VS Code do not say in CSS that their theme is dark.
  document.head.append(
    make("style", {}, ":is([data-jp-theme-light=false], .vscode-dark) .explorable {color-scheme: dark}"),
  );

  // The shadow tree of an explorable is out of reach of the page's styles. Its colours
  // are those that base.py gives the element.
  const STYLE = `
    :host {
      --ink: var(--pst-color-text-base, var(--jp-ui-font-color1, currentColor));
      container-type: inline-size; color: var(--ink); overflow-wrap: normal;
      font: 14px/20px system-ui, sans-serif;
      font-variant-numeric: tabular-nums;
    }
    * {box-sizing: border-box}
    .status {margin: 0; height: 28px; font-size: 16px}
    .status b {font-weight: 650}
    .buttons {display: flex; gap: 8px; height: 44px; align-items: end}
    button {
      height: 32px; min-width: 28px; padding: 0 min(12px, 2.4cqi); border: 1px solid var(--grey); border-radius: 6px;
      background: none; color: inherit; font: inherit; cursor: pointer;
      white-space: nowrap;
    }
    button:hover {border-color: var(--blue); box-shadow: inset 0 0 0 1px var(--blue)}
    :focus-visible {outline: 2px solid var(--ink); outline-offset: 2px}

    table {width: 100%; border-collapse: collapse; table-layout: fixed}
    th, td {padding: 0 0 0 6px; height: var(--row, 36px); text-align: right; font-weight: 400}
    th:first-child {
      padding: 0; width: 15%; text-align: left;
      overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
    }
    thead th {height: 40px; color: var(--grey); line-height: 17px; font-size: min(13px, 3.4cqi)}
    thead small {display: block; font-size: inherit; color: var(--ink)}
    tfoot :is(th, td) {border-top: 1px solid var(--grey); font-weight: 650}

    input[type=range] {
      appearance: none; display: block; width: 100%; height: 28px; margin: 0;
      background: none; cursor: pointer; border-radius: 6px;
    }
    input::-webkit-slider-runnable-track {
      height: 10px; border: 1px solid var(--grey); border-radius: 5px;
      background: linear-gradient(90deg, var(--blue) var(--fill), transparent 0);
    }
    input::-moz-range-track {
      height: 8px; border: 1px solid var(--grey); border-radius: 5px;
      background: linear-gradient(90deg, var(--blue) var(--fill), transparent 0);
    }
    input::-webkit-slider-thumb {
      appearance: none; width: 20px; height: 20px; margin-top: -6px;
      border: 2px solid Canvas; border-radius: 50%; background: var(--blue);
    }
    input::-moz-range-thumb {
      width: 16px; height: 16px; border: 2px solid Canvas; border-radius: 50%;
      background: var(--blue);
    }
    svg.drag {cursor: pointer; touch-action: pan-y}
    .on {fill-opacity: .36 !important}
    .slow {transition: all .25s}
    @media (prefers-reduced-motion: reduce) {* {transition: none !important}}
    @media (forced-colors: active) {
      :host {
        --ink: CanvasText; --blue: Highlight !important; --orange: CanvasText !important;
        --green: LinkText !important; --grey: CanvasText !important; --rule: GrayText !important;
      }
      input, svg, [data-key] {forced-color-adjust: none}
      svg {color: CanvasText}
    }
  `;

  // Puts the thumb at x and says it as `text`; the bar's end lies under the thumb.
  function setSlider(input, x, text) {
    input.value = x;
    const share = (x - input.min) / (input.max - input.min);
    input.style.setProperty("--fill", `calc(10px + (100% - 20px) * ${Math.min(1, Math.max(0, share))})`);
    input.setAttribute("aria-valuetext", text);
  }

  // A mark's position, from the units of its plane to percent, as picture.py does it.
  const clip = (x, beyond = 0) => Math.min(100 + beyond, Math.max(-beyond, x));
  const percent = (x) => `${x.toFixed(2)}%`;
  function place(mark, {x, y, x2, y2, points, hidden, attributes = {}, ...others}) {
    const plane = mark.closest("[data-plane]");
    const [left, right, low, high] = plane.dataset.plane.split(" ").map(Number);
    const across = (value) => clip((100 * (value - left)) / (right - left));
    const down = (value, beyond = 0) => clip((100 * (high - value)) / (high - low), beyond);
    const set = (name, value) => value !== undefined && mark.setAttribute(name, value);
    const at = (name, value, f) => value !== undefined && mark.setAttribute(name, percent(f(value)));
    const tag = mark.localName;
    if (tag === "rect" || tag === "foreignObject") {
      at("x", x, across);
      if (x2 !== undefined) set("width", percent(across(x2) - across(x)));
      at("y", y2 ?? y, down);
      if (y2 !== undefined) set("height", percent(down(y) - down(y2)));
    } else if (tag === "line") {
      at("x1", x, across), at("y1", y, down), at("x2", x2, across), at("y2", y2, down);
    } else if (tag === "circle") {
      at("cx", x, across), at("cy", y, down);
      const within = (value, a, b) => value === undefined || (value >= Math.min(a, b) && value <= Math.max(a, b));
      hidden ??= !within(x, left, right) || !within(y, low, high);
    } else if (points) {
      const dots = mark.getAttribute("stroke-linecap");
      const steps = points.map(([x, y]) => `${across(x).toFixed(2)} ${down(y, dots ? 0 : 100).toFixed(2)}`);
      set("d", dots ? steps.map((step) => `M${step}h0`).join("") : `M${steps.join("L")}`);
    } else {
      at("x", x, across), at("y", y, down);
    }
    if (hidden !== undefined) mark.style.visibility = hidden ? "hidden" : "visible";
    for (const [name, value] of Object.entries(attributes)) {
      if (mark.getAttribute(name) !== value) set(name, value);
    }
    for (const [name, value] of Object.entries(others)) {
      if (name === "r") set(name, value);
      else mark.style.setProperty(name, value);
    }
  }

  // define("explore-coin", {...}) makes an element of functions of the data d that
  // Python hands over, the state s that the reader changes, and the values v:
  //
  //   values(s, d)    what stands where data-n has that name; numbers get three decimals
  //   marks(s, v, d)  for each data-m what place() sets: x, y, x2, y2 or points, in the
  //                   units of its plane; hidden; and any property of its style
  //   sliders(d)      for each data-slider: label, min, max, step and say(s, v), and if
  //                   it is no part of the state by that name, get(s) and set(s, x);
  //                   lights, if its row of a table makes a mark stand out
  //   buttons(d)      for each button the change of the state, or a function of it
  //   drag(x, y, s)   optional, the change when the first picture is dragged there
  //   keys(key)       optional, the name of the button that a key presses
  function define(tag, definition) {
    if (customElements.get(tag)) return;
    const {values, marks = () => ({}), sliders = () => ({}), buttons = () => ({}), drag, keys} = definition;
    customElements.define(
      tag,
      class extends HTMLElement {
        connectedCallback() {
          if (this.shadowRoot) return;
          if (document.readyState === "loading") {
            // The static figure inside the element has still to come.
            addEventListener("DOMContentLoaded", () => this.connectedCallback(), {once: true});
            return;
          }
          this.data = JSON.parse(this.getAttribute("data"));
          this.state = this.data.start;
          this.attachShadow({mode: "open"}).append(make("style", {}, STYLE), this.build());
          // JupyterLab and Sphinx have plans of their own for the keys that move a slider.
          this.addEventListener("keydown", (event) => {
            if (/^(Arrow|Page|Home|End|Enter| )/.test(event.key)) event.stopPropagation();
          });
          this.update();
        }

        build() {
          const body = make("div", {}, ...[...this.childNodes].map((node) => node.cloneNode(true)));
          const all = (name) => [...body.querySelectorAll(`[data-${name}]`)];
          const byName = (name) => all(name).map((node) => [node.dataset[name], node]);
          this.numbers = byName("n");
          this.drawn = new Map(byName("m"));
          body.querySelector(".status").setAttribute("role", "status");
          this.sliders = Object.entries(sliders(this.data)).map(([name, slider]) => {
            const {label, min = 0, max = 1, step = 0.01, lights} = slider;
            const {get = (s) => s[name], set = (s, x) => ({[name]: x})} = slider;
            const input = make("input", {type: "range", min, max, step, "aria-label": label});
            input.addEventListener("input", () => this.set(set(this.state, input.valueAsNumber, this.data)));
            body.querySelector(`[data-slider="${name}"]`).replaceChildren(input);
            if (lights) this.light(this.drawn.get(lights), input.closest("tr"));
            return {...slider, get, input};
          });
          const row = body.querySelector("[data-buttons]");
          row.className = "buttons";
          row.replaceChildren(
            ...Object.entries({...buttons(this.data), Reset: this.data.start}).map(([name, change]) => {
              const next = () => (typeof change === "function" ? change(this.state, this.data) : change);
              return make("button", {type: "button", onclick: () => this.set(next(), true)}, name);
            }),
          );
          if (drag) this.listen(body.querySelector("[data-plane]"));
          if (keys) this.type(row, keys);
          return body;
        }

        // A mark stands out while its row of the table is pointed at or moved.
        light(mark, row) {
          for (const [event, on] of Object.entries({pointerenter: true, pointerleave: false, focusin: true, focusout: false})) {
            row.addEventListener(event, () => mark.classList.toggle("on", on));
          }
        }

        // While the figure has the focus, a key presses the button that it names.
        type(row, keys) {
          this.addEventListener("keydown", (event) => {
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            const button = [...row.children].find(({textContent}) => textContent === keys(event.key));
            if (!button) return;
            event.preventDefault();
            event.stopPropagation();
            button.click();
          });
        }

        // The picture itself can be dragged; the sliders do the same by keyboard.
        listen(picture) {
          picture.classList.add("drag");
          const [left, right, low, high] = picture.dataset.plane.split(" ").map(Number);
          const follow = (event) => {
            const box = picture.getBoundingClientRect();
            const x = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
            const y = Math.min(1, Math.max(0, (event.clientY - box.top) / box.height));
            this.set(drag(left + x * (right - left), high - y * (high - low), this.state, this.data));
          };
          picture.addEventListener("pointerdown", (event) => {
            picture.setPointerCapture(event.pointerId);
            follow(event);
          });
          picture.addEventListener("pointermove", (event) => event.buttons && follow(event));
        }

        set(change, slow = false) {
          this.state = {...this.state, ...change};
          for (const mark of this.drawn.values()) mark.classList.toggle("slow", slow);
          this.update();
        }

        update() {
          const v = values(this.state, this.data);
          for (const [name, node] of this.numbers) {
            node.textContent = typeof v[name] === "number" ? digits(v[name]) : v[name];
          }
          for (const [name, where] of Object.entries(marks(this.state, v, this.data, this.drawn))) {
            place(this.drawn.get(name), where);
          }
          for (const {input, get, say} of this.sliders) {
            setSlider(input, get(this.state, this.data), say(this.state, v, this.data));
          }
        }
      },
    );
  }

  globalThis.explorables = {define, digits, info, sum};
})();
