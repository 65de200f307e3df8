// What the portal does beyond plain pages. Everything works without it: this only saves steps.
// Words come from data attributes, so that they stay in teksten.yaml.

const KEY = "mijn-werkplein";

/** The werkplein this reader chose: {title, href}. A browser that keeps nothing gives none. */
function chosen() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return found && typeof found.title === "string" && /^\/(?!\/)/.test(found.href) ? found : null;
  } catch {
    return null;
  }
}

function choose(werkplein) {
  try {
    if (werkplein) localStorage.setItem(KEY, JSON.stringify(werkplein));
    else localStorage.removeItem(KEY);
  } catch {
    // Nothing is kept: the page itself still shows what was asked for.
  }
}

/** The links to the own werkplein: in the header of every page, and on the home page. */
function showChosen() {
  const mine = chosen();
  for (const link of document.querySelectorAll("[data-mijn-link]")) {
    link.dataset.leeg ??= link.textContent;
    link.dataset.leegHref ??= link.getAttribute("href");
    const title = mine ? mine.title : link.dataset.leeg;
    // Text that is put anew is laid out anew.
    if (link.textContent !== title) link.textContent = title;
    link.setAttribute("href", mine ? mine.href : link.dataset.leegHref);
  }
}

/** On the page of a werkplein: a button that makes it the own one, or lets it go. */
function chooseHere() {
  const button = document.querySelector("[data-mijn-kies]");
  if (!button) return;
  const here = { title: button.dataset.naam, href: location.pathname };
  const show = () => {
    const mine = chosen()?.href === here.href;
    button.textContent = mine ? button.dataset.laatLos : button.dataset.kies;
    showChosen();
  };
  button.addEventListener("click", () => {
    choose(chosen()?.href === here.href ? null : here);
    show();
  });
  button.hidden = false;
  show();
}

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f'’\-\s]/g, "").toLowerCase();

/** The regions, each with the names it is looked up by and the addresses of its werkpleinen. */
function regions() {
  return [...document.querySelectorAll("ul[data-regio]")].map((list) => ({
    title: list.dataset.regio,
    names: list.dataset.zoek.split("|").map(plain),
    links: [...list.querySelectorAll("a")].map((link) => link.href),
  }));
}

/** A list in which the reader types a name: what does not match is hidden, and the number that is left is said. */
function filterLists() {
  for (const form of document.querySelectorAll("[data-filter]")) {
    const list = document.getElementById(form.dataset.filter);
    const field = form.querySelector("input");
    const status = form.querySelector("[role=status]");
    const items = [...list.querySelectorAll("li")].map((item) => [item, plain(item.dataset.zoek ?? item.textContent)]);
    const groups = [...list.children].filter((child) => child.tagName === "DT");
    const areas = regions();
    const { een, meer, regio, geen } = form.dataset;
    const apply = () => {
      const wanted = plain(field.value);
      let left = items.filter(([, text]) => text.includes(wanted));
      let said = left.length === 1 ? een : meer;
      if (!left.length) {
        const around = areas.filter(({ names }) => names.some((name) => name.startsWith(wanted)));
        left = items.filter(([item]) => around.some(({ links }) => links.includes(item.querySelector("a").href)));
        said = left.length ? regio.replace("{regio}", around.map(({ title }) => title).join(", ")) : geen;
      }
      const kept = new Set(left.map(([item]) => item));
      for (const [item] of items) item.hidden = !kept.has(item);
      for (const group of groups) {
        const body = group.nextElementSibling;
        group.hidden = body.hidden = !body.querySelector("li:not([hidden])");
      }
      status.textContent = wanted ? said.replace("{aantal}", left.length) : "";
    };
    field.addEventListener("input", apply);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const left = items.filter(([item]) => !item.hidden);
      if (left.length === 1) left[0][0].querySelector("a").click();
    });
    form.hidden = false;
    apply();
  }
}

/** A table whose heads lead to the same table in another order: here the order changes in place. */
function sortTables() {
  for (const table of document.querySelectorAll("table[data-sorteer]")) {
    const body = table.tBodies[0];
    const status = document.querySelector("[role=status][data-volgorde]");
    const fixed = [...body.rows].filter((row) => row.classList.contains("totaal"));
    const rows = [...body.rows].filter((row) => !row.classList.contains("totaal"));
    // Made when it is used: a browser looks up how Dutch is sorted, and most readers leave the order as it is.
    let collator;
    const byName = (a, b) => (collator ??= new Intl.Collator("nl")).compare(a, b);
    const name = (row) => row.cells[0].textContent.replace(/^'[st] ?-?/i, "");
    table.tHead.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const head = link.closest("th");
      const at = head.cellIndex;
      const value = (row) => Number.parseFloat(row.cells[at].dataset.getal ?? "NaN");
      const order = at
        ? (a, b) => (Number.isNaN(value(a)) - Number.isNaN(value(b))) || value(b) - value(a) || byName(name(a), name(b))
        : (a, b) => byName(name(a), name(b));
      event.preventDefault();
      body.append(...fixed, ...rows.sort(order));
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", at ? "descending" : "ascending");
      if (status) status.textContent = table.dataset.sorteer.replace("{kop}", () => link.textContent);
    });
  }
}

/** Search: its script and index are fetched when the reader goes to a field, or comes with a question. */
function search() {
  const script = document.querySelector("script[data-zoeken]")?.dataset.zoeken;
  const forms = [...document.querySelectorAll("form[role=search]")].filter((form) => form.querySelector("input[type=search]"));
  if (!script) return;
  for (const form of forms) {
    const start = () => import(script).then((module) => module.start(form), () => form.addEventListener("focusin", start, { once: true }));
    const asks = form.closest("main") && new URLSearchParams(location.search).get("q");
    if (asks || form.contains(document.activeElement)) start();
    else form.addEventListener("focusin", start, { once: true });
  }
}

/** The menu lies over the page where that is narrow: it closes when the keyboard leaves it, so that what has the focus can be seen. */
function closeLeftMenu() {
  // Where the browser knows no popovers, the menu is simply there.
  const menu = "popover" in HTMLElement.prototype ? document.getElementById("_menu") : null;
  const opens = document.querySelector(".kop-boven [popovertarget]");
  if (!menu) return;
  document.addEventListener("focusin", ({ target }) => {
    if (target !== opens && !menu.contains(target) && menu.matches(":popover-open")) menu.hidePopover();
  });
}

/** A text that is copied has no soft hyphens: a program that searches or counts words would take them for letters. */
function copyPlain() {
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    const text = selection.toString();
    if (!text.includes("\u00ad")) return;
    const box = document.createElement("div");
    for (let at = 0; at < selection.rangeCount; at += 1) box.append(selection.getRangeAt(at).cloneContents());
    event.clipboardData.setData("text/plain", text.replaceAll("\u00ad", ""));
    event.clipboardData.setData("text/html", box.innerHTML.replaceAll("\u00ad", ""));
    event.preventDefault();
  });
}

showChosen();
copyPlain();
closeLeftMenu();
search();
chooseHere();
filterLists();
sortTables();
