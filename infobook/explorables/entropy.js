(({Explorable, digits, info, make}) => {
  if (customElements.get("explore-entropy")) return;

  // <explore-entropy p="[...]" labels="[...]">: a block for each outcome, as wide as it
  // is probable and as high as it is surprising. The area of all blocks is the entropy.
  class ExploreEntropy extends Explorable {
    static top = 5; // bits; a higher block fades out
    static pixels = 187; // height of the picture up to there

    static style = `
      .picture {position: relative; padding: 24px 0; margin: 0 84px 0 20px}
      .plane {position: relative; height: ${ExploreEntropy.pixels}px; box-sizing: content-box; border-bottom: 1px solid var(--grey)}
      .picture.slow :is(.block, .level) {transition: all .25s}
      .axis, .tick, .name, .level span {
        position: absolute; color: var(--grey); font-size: 13px; line-height: 16px;
        white-space: nowrap;
      }
      .axis {left: -20px; top: 0}
      .tick {left: -20px; transform: translateY(50%)}
      .grid {position: absolute; left: 0; right: 0; border-top: 1px solid var(--rule)}
      .block {
        position: absolute; bottom: 0; padding: 0 1px; container-type: size;
      }
      .block i {
        display: grid; place-content: end center; height: 100%; overflow: hidden;
        border: 1.5px solid var(--blue); border-bottom: 0; font-style: normal;
        background: color-mix(in srgb, var(--blue) 16%, transparent);
      }
      .block.on i {background: color-mix(in srgb, var(--blue) 36%, transparent); border-width: 2.5px 2.5px 0}
      .block.tall i {border-top: 0; mask: linear-gradient(transparent, #000 36px)}
      .name {inset: auto 0 -22px; color: inherit; text-align: center; overflow: hidden; text-overflow: ellipsis}
      @container (width < 42px) or (height < 24px) {.block b {display: none}}
      @container (width < 12px) {.name {display: none}}
      .block b {padding-bottom: var(--foot); font-weight: 400; font-size: 13px}
      .level {position: absolute; left: 0; right: -6px; border-top: 1.5px dotted var(--grey)}
      .level.h {border-top: 3px dashed var(--orange); background: Canvas; box-shadow: 0 0 0 1px Canvas}
      .level span {left: calc(100% + 4px); bottom: -7px}
      .level.h span {color: inherit; font-weight: 650}
      @media (prefers-reduced-motion: reduce) {.picture * {transition: none !important}}
    `;

    build() {
      this.labels = this.read("labels");
      this.start = this.read("p");
      this.p = this.weights = this.start;

      this.status = make("p", {class: "status", role: "status"});
      this.plane = make("div", {class: "plane"});
      for (let bits = 0; bits <= ExploreEntropy.top; bits++) {
        const at = `bottom: ${this.height(bits)}`;
        if (bits) this.plane.append(make("div", {class: "grid", style: at}));
        this.plane.append(make("div", {class: "tick", style: at}, bits));
      }
      this.blocks = this.labels.map((label) =>
        make("div", {class: "block"}, make("i", {}, make("b")), make("div", {class: "name"}, label)),
      );
      this.most = make("div", {class: "level"}, make("span"));
      this.mean = make("div", {class: "level h"}, make("span"));
      this.plane.append(...this.blocks, this.most, this.mean);
      this.picture = make(
        "div",
        {
          class: "picture",
          role: "img",
          "aria-label":
            "One block for each outcome: its width is the probability, its height the surprisal, " +
            "its area their product. The dashed line, the average height, is the entropy.",
        },
        make("div", {class: "axis"}, "surprisal log₂ 1/p [bits]"),
        this.plane,
      );

      this.sliders = this.labels.map((label, i) =>
        this.slider(`Probability of ${label}`, (v) => this.set(info.move(this.weights, i, v))),
      );
      this.cells = this.labels.map(() => [make("td"), make("td"), make("td")]);
      [this.sum, this.total] = [make("td"), make("td")];
      const head = (main, sub, attributes = {}) =>
        make("th", {scope: "col", ...attributes}, make("small", {}, main), sub);
      const rows = this.labels.map((label, i) => {
        const light = (on) => () => this.blocks[i].classList.toggle("on", on);
        return make(
          "tr",
          {onpointerenter: light(true), onpointerleave: light(false), onfocusin: light(true), onfocusout: light(false)},
          make("th", {scope: "row", title: label}, label),
          make("td", {}, this.sliders[i]),
          ...this.cells[i],
        );
      });
      const table = make(
        "table",
        {},
        make("colgroup", {}, make("col"), make("col", {style: "width: 28%"})),
        make(
          "thead",
          {},
          make(
            "tr",
            {},
            head("outcome", ""),
            head("probability", "width", {colspan: 2}),
            head("surprisal", "height"),
            head("product", "area"),
          ),
        ),
        make("tbody", {}, ...rows),
        make(
          "tfoot",
          {},
          make("tr", {}, make("th", {scope: "row"}, "sum"), make("td"), this.sum, make("td"), this.total),
        ),
      );

      const button = (text, change) => make("button", {type: "button", onclick: change}, text);
      const k = this.labels.length;
      const buttons = make(
        "div",
        {class: "buttons"},
        button("Uniform", () => this.set(this.p.map(() => 1 / k), true)),
        button("Certain", () => this.set(this.p.map((_, i) => Number(i === 0)), true)),
        button("Reset", () => this.set(this.start, true)),
      );
      return [this.status, this.picture, table, buttons];
    }

    set(p, slow = false) {
      this.p = p;
      // Once one outcome is certain, the others remember the ratio that they had.
      if (Math.max(...p) < 1) this.weights = p;
      this.picture.classList.toggle("slow", slow);
      this.update();
    }

    height(bits) {
      return `${Math.min(bits / ExploreEntropy.top, 1) * 100}%`;
    }

    update() {
      let left = 0;
      this.p.forEach((p, i) => {
        const s = info.surprisal(p);
        const area = digits(info.contribution(p));
        const block = this.blocks[i];
        block.style.left = `${left * 100}%`;
        block.style.width = `${p * 100}%`;
        block.style.height = this.height(s);
        block.style.visibility = p > 0 ? "visible" : "hidden";
        block.classList.toggle("tall", s > ExploreEntropy.top);
        block.querySelector("b").textContent = area;
        left += p;
        [p, s].forEach((x, column) => (this.cells[i][column].textContent = digits(x)));
        this.cells[i][2].textContent = area;
        this.setSlider(this.sliders[i], p, `${digits(p)}, surprisal ${p > 0 ? digits(s) : "infinite"} bits`);
      });

      const k = this.p.length;
      const h = info.entropy(this.p);
      const most = Math.log2(k);
      this.sum.textContent = digits(left);
      this.total.textContent = digits(h);
      this.status.replaceChildren(make("b", {}, `H = ${digits(h)} bits`), ` of at most ${digits(most)}`);
      this.most.style.bottom = this.height(most);
      this.most.firstChild.textContent = `log₂ ${k}`;
      this.mean.style.bottom = `calc(${this.height(h)} - 2px)`;
      this.mean.firstChild.textContent = `H = ${digits(h)}`;
      // Labels make room: H's below that of the maximum, the areas above a low line.
      const {top, pixels} = ExploreEntropy;
      const line = (h / top) * pixels;
      const gap = (most / top) * pixels - line;
      this.mean.firstChild.style.translate = `0 ${Math.max(0, 17 - gap)}px`;
      this.plane.style.setProperty("--foot", `${line < 24 ? line + 5 : 3}px`);
    }
  }

  customElements.define("explore-entropy", ExploreEntropy);
})(globalThis.explorables);
