/* sphinx-atlas: tables that can be searched and sorted, and pictures that open at their middle and can be taken along.

   The page is complete without this script; it only adds to what is there. It acts on every <div data-atlas-table="KEY">
   that holds a table, and takes the texts it shows from that element, where Sphinx has translated them:

     data-atlas-filter="Filter"  data-atlas-count="{shown} of {all}"  data-atlas-sort="Sort by {column}"

   What a reader has chosen stands in the address, as KEY.filter and KEY.sort, so that the view can be linked. */
(() => {
  "use strict";

  // A project may load us twice, by its own html_js_files beside ours.
  if (window.sphinxAtlas) return;
  window.sphinxAtlas = true;

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  // A function as replacement: in a text, "$&" of a column's title would mean something.
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  const words = (node) => node.textContent.replace(/\s+/g, " ").trim();

  // "Zürich" is found by "zurich": letters come apart from their marks, and the marks are dropped.
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /* The address. Other parameters stay as they are, byte for byte, which URLSearchParams would not leave them. */

  const read = (name) => new URLSearchParams(location.search).get(name) ?? "";

  const write = (values) => {
    const others = location.search.slice(1).split("&").filter((part) => part && !Object.hasOwn(values, part.split("=")[0]));
    const ours = Object.entries(values)
      .filter(([, value]) => value)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const search = [...others, ...ours].join("&");
    // Replaced, never pushed: "back" leaves the page, and does not take back letter after letter.
    try {
      history.replaceState(history.state, "", location.pathname + (search && `?${search}`) + location.hash);
    } catch {
      // Some browsers allow this only so often a minute, or not for files. The table works all the same.
    }
  };

  /* The order of rows. */

  const NUMBER = /^[<>≤≥~≈]?\s*([-+−]?\d[\d,]*(?:\.\d+)?)/;
  const DATE = /^\d{4}-\d\d/;
  const number = (text) => Number(NUMBER.exec(text)[1].replace(/,/g, "").replace("−", "-"));
  const { compare } = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });

  // "Not stated" is no value: it has no place in an order.
  const value = (cell) => {
    if (cell?.dataset.atlasValue !== undefined) return cell.dataset.atlasValue;
    const text = cell ? words(cell) : "";
    const unstated = cell?.querySelector(".atlas-not-stated");
    return unstated && words(unstated) === text ? "" : text;
  };

  const ordered = (rows, { column, descending }) => {
    const found = rows.map((row) => ({ row, value: value(row.cells[column]) }));
    const stated = found.filter((entry) => entry.value);
    const numeric = stated.every((entry) => NUMBER.test(entry.value) && !DATE.test(entry.value));
    const by = numeric ? (a, b) => number(a.value) - number(b.value) : (a, b) => compare(a.value, b.value);
    stated.sort(descending ? (a, b) => by(b, a) : by);
    return [...stated, ...found.filter((entry) => !entry.value)].map((entry) => entry.row);
  };

  /* One table. */

  class AtlasTable {
    constructor(frame, table) {
      this.texts = frame.dataset;
      this.names = { filter: `${frame.dataset.atlasTable}.filter`, sort: `${frame.dataset.atlasTable}.sort` };
      this.body = table.tBodies[0];
      this.rows = [...this.body.rows];
      this.folded = this.rows.map((row) => fold([...row.cells].map(words).join(" ")));
      this.addTools(frame);
      this.heads = this.addButtons(table.tHead);
      this.restore();
    }

    // Above the frame, not in it: it must not scroll sideways with the table.
    addTools(frame) {
      this.input = element("input", { type: "search", autocomplete: "off", spellcheck: "false" });
      this.input.addEventListener("input", () => this.change({ query: this.input.value, revealed: null }));
      this.count = element("span", { class: "atlas-count", role: "status" });
      const label = element("label", { class: "atlas-filter" }, element("span", {}, this.texts.atlasFilter), this.input);
      const name = frame.getAttribute("aria-label") ?? "";
      frame.before(element("div", { class: "atlas-tools", role: "group", "aria-label": name }, label, this.count));
    }

    // Columns under more than one row of headings have no single heading to be sorted by.
    addButtons(head) {
      const heads = head?.rows.length === 1 ? [...head.rows[0].cells] : [];
      heads.forEach((cell, column) => {
        const title = words(cell);
        if (!title) return;
        const label = fill(this.texts.atlasSort, { column: title });
        const place = cell.querySelector("p") ?? cell;
        const button = element("button", { type: "button", class: "atlas-sort", title: label });
        if (place.querySelector("a")) {
          // A link cannot stand in a button, so the button stands after it, and the column keeps its short name.
          button.setAttribute("aria-label", label);
          cell.setAttribute("abbr", title);
          button.classList.add("atlas-sort-only");
        } else {
          button.append(...place.childNodes);
        }
        place.append(button);
        button.addEventListener("click", () => this.change({ sort: this.next(column) }));
      });
      return heads;
    }

    // Ascending, descending, then as it was.
    next(column) {
      if (this.sort?.column !== column) return { column, descending: false };
      return this.sort.descending ? null : { column, descending: true };
    }

    // The address as it stands; what it says of a column that is not there is passed over.
    restore() {
      const [, place, way] = /^(\d+)-(asc|desc)$/.exec(read(this.names.sort)) ?? [];
      const column = Number(place) - 1;
      this.sort = this.heads[column]?.querySelector(".atlas-sort") ? { column, descending: way === "desc" } : null;
      this.query = this.input.value = read(this.names.filter);
      this.revealed = null;
      this.show();
    }

    change(what) {
      Object.assign(this, what);
      this.show();
      const { sort } = this;
      write({
        [this.names.filter]: this.query.trim(),
        [this.names.sort]: sort ? `${sort.column + 1}-${sort.descending ? "desc" : "asc"}` : "",
      });
    }

    // A row that a link leads to is shown, whatever the filter says, until the filter changes.
    reveal(row) {
      this.revealed = row;
      this.show();
    }

    // On paper a reader gets the rows that are on the screen: the rest is hidden there, too.
    show() {
      const sought = fold(this.query).split(/\s+/).filter(Boolean);
      this.rows.forEach((row, index) => {
        row.hidden = row !== this.revealed && !sought.every((word) => this.folded[index].includes(word));
      });
      this.heads.forEach((cell, column) => {
        if (this.sort?.column !== column) cell.removeAttribute("aria-sort");
        else cell.setAttribute("aria-sort", this.sort.descending ? "descending" : "ascending");
      });
      const rows = this.sort ? ordered(this.rows, this.sort) : this.rows;
      // Moving rows costs the focus within them; while one only types, they stay where they are.
      if (rows.some((row, index) => row !== this.body.rows[index])) this.body.append(...rows);
      const shown = this.rows.filter((row) => !row.hidden).length;
      const said = fill(this.texts.atlasCount, { shown, all: this.rows.length });
      if (this.count.textContent !== said) this.count.textContent = said;
    }
  }

  /* A picture as HTML, for a page of the reader's own: it leads back to where it is from. */

  const embedded = (button) => {
    const figure = button.closest("figure");
    const picture = figure.querySelector("svg");
    const whole = (address) => new URL(address, location.href).href;
    const image = element("img", {
      src: whole(button.dataset.atlasSrc),
      alt: figure.getAttribute("aria-label"),
      width: picture.getAttribute("width"),
      height: picture.getAttribute("height"),
    });
    return element("a", { href: whole(button.dataset.atlasTarget) }, image).outerHTML;
  };

  const offer = (button) => {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const html = embedded(button);
      try {
        await navigator.clipboard.writeText(html);
      } catch {
        // Not everywhere may a page write there; then readers copy by hand.
        prompt(label, html);
        return;
      }
      button.textContent = button.dataset.atlasCopied;
      setTimeout(() => (button.textContent = label), 2000);
    });
  };

  /* A picture wider than its frame opens at its middle, where most is, not at an edge with little on it. A frame has no
     width while something hides it; and where the reader has been there before us, it stays as it is. */

  const opening = new ResizeObserver((seen) => {
    for (const { target } of seen) {
      if (!target.clientWidth) continue;
      opening.unobserve(target);
      if (!target.scrollLeft) target.scrollLeft = (target.scrollWidth - target.clientWidth) / 2;
    }
  });

  /* Tabs. What the address names may lie in one that is not chosen; without this script it is shown beside that one. */

  // Not ":target", which a browser may set only when the page is loaded.
  const named = (within) =>
    [...document.querySelectorAll(`${within} [id]`)].find(
      ({ id }) => `#${id}` === location.hash || `#${encodeURIComponent(id)}` === location.hash,
    );

  const choose = () => {
    const target = named(".atlas-tab");
    const choice = document.getElementById(target?.closest(".atlas-tab").previousElementSibling.htmlFor);
    if (!choice || choice.checked) return;
    choice.checked = true;
    target.scrollIntoView();
  };

  /* All of them. */

  const start = () => {
    document.querySelectorAll(".atlas-tabs").forEach((tabs) => (tabs.dataset.atlasChosen = ""));
    choose();
    addEventListener("hashchange", choose);
    document.querySelectorAll(".atlas-embed").forEach(offer);
    document.querySelectorAll(".atlas-picture").forEach((picture) => opening.observe(picture));
    const tables = [...document.querySelectorAll("[data-atlas-table]")]
      .map((frame) => [frame, frame.querySelector("table")])
      .filter(([, table]) => table?.tBodies.length)
      .map(([frame, table]) => new AtlasTable(frame, table));

    const reveal = () => {
      const target = named("[data-atlas-table]");
      const row = target?.closest("tr[hidden]");
      const table = tables.find(({ rows }) => rows.includes(row));
      if (!table) return;
      table.reveal(row);
      target.scrollIntoView();
    };
    reveal();
    addEventListener("hashchange", reveal);
    // Also fires before each "hashchange"; then the address says what is already there.
    addEventListener("popstate", () => tables.forEach((table) => table.restore()));
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
