// Keeps a page of the preview up to date while its files are edited, and shows what is wrong with them.
// Loaded only by `serve`. Put its tag before other scripts: it compares pages as they were served.
"use strict";

(() => {
  const OWN = "/__voorvertoning/";
  const STYLES = 'link[rel~="stylesheet"][href]';
  /** Elements whose children are compared one by one; any other is replaced as a whole. */
  const CONTAINERS = new Set(
    "BODY MAIN HEADER FOOTER NAV ASIDE ARTICLE SECTION DIV UL OL DL DETAILS TABLE THEAD TBODY BLOCKQUOTE".split(" "),
  );

  /** Version of the preview this page shows; null when it is not known. */
  let version = versionOf(document);
  /** The body as it was served, without what scripts made of it. */
  let served = inert(document.body);
  const scripts = scriptsOf(document);
  let styles = stylesOf(document).map((link) => ({ href: hrefOf(link), link }));

  // --- Connection -------------------------------------------------------------------------------------------------

  let source = null;
  let retry = 0;
  /** Events are handled one after the other. */
  let work = Promise.resolve();

  function connect() {
    disconnect();
    // A browser allows few connections to one server, so a page nobody sees gives its own back.
    if (document.hidden) return;
    stay();
    source = new EventSource(`${OWN}gebeurtenissen`);
    source.addEventListener("gewijzigd", (event) => enqueue(() => changed(JSON.parse(event.data))));
    source.addEventListener("problemen", (event) => enqueue(() => showProblems(JSON.parse(event.data))));
    source.addEventListener("error", () => {
      // Browsers differ in when they give up, so none is left to it.
      disconnect();
      retry = setTimeout(connect, 1000);
    });
  }

  function disconnect() {
    clearTimeout(retry);
    source?.close();
    source = null;
    leave();
  }

  // --- Tabs -------------------------------------------------------------------------------------------------------
  // Of several tabs that are in sight, the one last looked at goes to a page that was saved; the others stay where they are.

  const LAST = "voorvertoning-laatst";
  const GOES = "voorvertoning-ga";
  const tab = kept("sessionStorage", "voorvertoning-tab") ?? kept("sessionStorage", "voorvertoning-tab", String(Math.random()).slice(2));
  /** Which tab was looked at last when this one came into sight: to come into sight is not to be chosen. */
  let chosen = kept("localStorage", LAST);
  /** Ends what tells other tabs that this one is in sight. */
  let leave = () => {};

  function stay() {
    const name = `voorvertoning ${tab} ${here()}`;
    const until = (resolve) => (leave = resolve);
    navigator.locks?.request(name, { mode: "shared" }, () => new Promise(until)).catch(() => {});
  }

  /** The other tabs in sight, each with the page it shows; none where the browser does not tell. */
  async function others() {
    const { held = [] } = (await navigator.locks?.query().catch(() => null)) ?? {};
    const names = held.map(({ name }) => name.split(" "));
    return names.filter(([own, id]) => own === "voorvertoning" && id !== tab).map(([, id, page]) => ({ id, page }));
  }

  /** Whether this tab goes to a page that was saved: not when another one shows it, or was looked at later. */
  async function goesTo(page) {
    const last = chosen ?? kept("localStorage", LAST);
    chosen = null;
    if (page === here()) return false;
    const seen = await others();
    return !seen.some((other) => other.page === page) && (last === tab || !seen.some(({ id }) => id === last));
  }

  function here() {
    return location.pathname;
  }

  function look() {
    kept("localStorage", LAST, tab);
  }

  function enqueue(task) {
    work = work.then(task).catch((error) => {
      // A page that cannot be changed in place can still be loaded anew.
      console.info("Voorvertoning: de pagina wordt opnieuw geladen.", error);
      location.reload();
    });
  }

  // --- Changes ----------------------------------------------------------------------------------------------------

  async function changed(change) {
    if (version !== null && change.version === version) {
      chosen = null;
      return;
    }
    if (change.page && (await goesTo(change.page))) {
      kept("sessionStorage", GOES, change.page);
      look();
      location.assign(change.page);
      return;
    }
    const fresh = await fetchPage(location.href);
    // Without an answer the connection breaks as well, and the change is told again after that.
    if (fresh === null) return;
    if (isEmptySite() || String(scriptsOf(fresh)) !== String(scripts)) return location.reload();
    await swapStyles(fresh);
    document.title = fresh.title;
    const after = inert(fresh.body);
    const blocks = [];
    patch(document.body, served, after, blocks);
    served = after;
    version = versionOf(fresh) ?? change.version;
    mark(blocks.filter((block) => document.querySelector("main")?.contains(block)));
    learn();
    // For scripts of the site that have to look at the new elements.
    document.dispatchEvent(new CustomEvent("voorvertoning:gewijzigd"));
  }

  /** Shows what is new on a page this tab went to because it was saved. */
  async function arrive() {
    if (kept("sessionStorage", GOES) !== here()) return;
    kept("sessionStorage", GOES, "");
    const before = await fetchPage(`${OWN}vorige.html?adres=${here()}`);
    const [old, fresh, live] = [before, served, document].map((page) => page?.querySelector("main") ?? null);
    if (old === null || fresh === null || live === null) return;
    const blocks = [];
    compare(live, inert(old), inert(fresh), blocks);
    mark(blocks);
  }

  /** Adds the elements of `live`, which is as `after`, that are other than in `before`. */
  function compare(live, before, after, blocks) {
    const old = [...before.childNodes];
    const fresh = [...after.childNodes];
    const [start, end] = equalEnds(old, fresh);
    const gone = old.slice(start, old.length - end);
    const come = fresh.slice(start, fresh.length - end);
    if (come.length === 0 && gone.length > 0) blocks.push(live);
    come.forEach((node, index) => {
      const place = live.childNodes[start + index];
      const was = gone.length === come.length ? gone[index] : null;
      if (place === undefined || was?.isEqualNode(node)) return;
      const alike = was !== null && was.nodeName === node.nodeName && isContainer(was) && isContainer(node);
      if (alike) compare(place, was, node, blocks);
      else if (place.nodeType === Node.ELEMENT_NODE) blocks.push(place);
      else if (node.textContent.trim() !== "") blocks.push(live);
    });
  }

  /** A page as it is served; null without an answer, or with an empty one. */
  async function fetchPage(address) {
    let text;
    try {
      const answer = await fetch(address, { cache: "no-store", headers: { Accept: "text/html" } });
      text = await answer.text();
    } catch {
      return null;
    }
    if (text === "") return null;
    return new DOMParser().parseFromString(text, "text/html");
  }

  /** Makes the stylesheets those of the fresh page; each new one is there before the old one goes. */
  async function swapStyles(fresh) {
    const old = styles;
    const links = stylesOf(fresh);
    // A stylesheet that changed has another name.
    if (String(links.map(hrefOf)) === String(old.map(({ href }) => href))) return;
    styles = links.map((found, index) => {
      const href = hrefOf(found);
      return old[index]?.href === href ? old[index] : { href, link: document.importNode(found, true) };
    });
    const loads = styles.filter((style) => !old.includes(style)).map(({ link }) => loaded(link));
    styles.forEach(({ link }, index) => {
      if (link.isConnected) return;
      if (index in old) old[index].link.before(link);
      else if (index > 0) styles[index - 1].link.after(link);
      else document.head.append(link);
    });
    await Promise.all(loads);
    old.filter((style) => !styles.includes(style)).forEach(({ link }) => link.remove());
  }

  /** Settles when a stylesheet is there, or does not come. */
  function loaded(link) {
    return new Promise((resolve) => {
      link.addEventListener("load", resolve);
      link.addEventListener("error", resolve);
      setTimeout(resolve, 2000);
    });
  }

  /** Changes `live` as `after` differs from `before`, and adds the elements that changed to `blocks`. */
  function patch(live, before, after, blocks) {
    copyAttributes(live, before, after);
    const old = [...before.childNodes];
    const fresh = [...after.childNodes];
    const nodes = [...live.childNodes];
    // What scripts and extensions put at the end is left there; what they put elsewhere cannot be told apart.
    const known = old.every((node, index) => nodes[index]?.nodeName === node.nodeName);
    if (!known) throw new Error("De pagina is door een script veranderd.");
    const [start, end] = equalEnds(old, fresh);
    const here = nodes.slice(start, old.length - end);
    const gone = old.slice(start, old.length - end);
    const come = fresh.slice(start, fresh.length - end);
    if (gone.length !== come.length) return replace(live, here, come, nodes[old.length - end] ?? null, blocks);
    gone.forEach((node, index) => {
      const other = come[index];
      if (node.isEqualNode(other)) return;
      const alike = node.nodeName === other.nodeName && isContainer(node) && isContainer(other);
      if (alike) patch(here[index], node, other, blocks);
      else replace(live, [here[index]], [other], here[index].nextSibling, blocks);
    });
  }

  /** How many nodes are equal at the start and at the end. */
  function equalEnds(old, fresh) {
    const most = Math.min(old.length, fresh.length);
    let start = 0;
    while (start < most && old[start].isEqualNode(fresh[start])) start += 1;
    let end = 0;
    while (end < most - start && old.at(-1 - end).isEqualNode(fresh.at(-1 - end))) end += 1;
    return [start, end];
  }

  function isContainer(node) {
    const text = (child) => child.nodeType === Node.TEXT_NODE && child.data.trim() !== "";
    return CONTAINERS.has(node.nodeName) && ![...node.childNodes].some(text);
  }

  function replace(parent, here, come, next, blocks) {
    const open = new Set(here.flatMap(detailsOf).filter((details) => details.open).map(nameOf));
    const nodes = come.map((node) => document.importNode(node, true));
    nodes.forEach((node) => parent.insertBefore(node, next));
    here.forEach((node) => node.remove());
    nodes.flatMap(detailsOf).forEach((details) => {
      if (open.has(nameOf(details))) details.open = true;
    });
    const elements = nodes.filter((node) => node.nodeType === Node.ELEMENT_NODE);
    blocks.push(...(elements.length > 0 ? elements : [parent]));
  }

  function copyAttributes(live, before, after) {
    for (const name of new Set([...before.getAttributeNames(), ...after.getAttributeNames()])) {
      const value = after.getAttribute(name);
      if (value === before.getAttribute(name)) continue;
      if (value === null) live.removeAttribute(name);
      else live.setAttribute(name, value);
    }
  }

  function detailsOf(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    return [...(node.nodeName === "DETAILS" ? [node] : []), ...node.querySelectorAll("details")];
  }

  function nameOf(details) {
    return details.id || details.querySelector("summary")?.textContent.trim() || "";
  }

  /** Shows for a moment what changed, and goes there when it is out of view. */
  function mark(blocks) {
    blocks.forEach((block) => block.classList.add("voorvertoning-gewijzigd"));
    setTimeout(() => {
      for (const block of blocks) {
        block.classList.remove("voorvertoning-gewijzigd");
        if (block.className === "") block.removeAttribute("class");
      }
    }, 2000);
    const first = blocks.find((block) => block.getClientRects().length > 0);
    if (first === undefined) return;
    const { top, bottom } = first.getBoundingClientRect();
    if (bottom > 0 && top < innerHeight - panel.root.offsetHeight) return;
    const block = bottom - top > innerHeight ? "start" : "center";
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    first.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
  }

  // --- Problems ---------------------------------------------------------------------------------------------------

  const panel = makePanel();

  /** At most this many problems are shown at once. */
  const MANY = 100;
  let said = { summary: "", stale: false, diagnostics: [], editor: "" };
  /** What the server knows of this page; null for a page that is none. */
  let about = null;
  let drawn = "";

  function showProblems(news) {
    said = news;
    announce(said.summary || (panel.status.textContent === "" ? "" : "Geen problemen meer."));
    draw();
  }

  /** Asks what is known of this page: who links to it, and whether readers see it. */
  async function learn() {
    try {
      const answer = await fetch(`${OWN}pagina.json?adres=${here()}`, { cache: "no-store" });
      about = answer.ok ? await answer.json() : null;
    } catch {
      return;
    }
    draw();
  }

  function draw() {
    const { summary, stale, diagnostics } = said;
    const empty = document.getElementById("voorvertoning-problemen");
    if (empty !== null) {
      empty.replaceChildren(element("p", "voorvertoning-telling", summary), listOf(diagnostics));
      return;
    }
    // What did not change is left alone: somebody may be reading it, or be in it with the keyboard.
    const now = JSON.stringify([said, about]);
    if (now === drawn) return;
    drawn = now;
    const open = new Set(detailsOf(panel.content).filter((part) => part.open).map(({ dataset }) => dataset.deel));
    const own = diagnostics.filter(({ file }) => file === about?.file);
    const others = diagnostics.filter(({ file }) => file !== about?.file);
    panel.summary.textContent = [
      stale ? "Je ziet de laatste goede versie" : "",
      summary || "Geen problemen",
      own.length > 0 && others.length > 0 ? `${own.length} op deze pagina` : "",
      about?.hidden ? hiddenWord(about.hidden) : "",
    ].filter(Boolean).join(" · ");
    panel.content.replaceChildren(
      ...[
        stale ? element("p", "voorvertoning-toelichting", "Er zit een fout in het portaal. Je ziet de laatste goede versie, tot de fout weg is.") : null,
        own.length > 0 ? partOf("Op deze pagina", listOf(own)) : null,
        others.length > 0 ? partOf(own.length > 0 ? "Ergens anders in het portaal" : "In het portaal", listOf(others)) : null,
        about ? partOf("Deze pagina", ...aboutPage(open)) : null,
      ].filter(Boolean),
    );
    panel.details.classList.toggle("voorvertoning-fout", stale);
    panel.details.classList.toggle("voorvertoning-goed", summary === "");
    // Open with a mistake, closed without, unless the editor chose.
    const wish = memory("voorvertoning-open");
    panel.details.open = wish === "ja" || (summary !== "" && wish !== "nee");
    if (!panel.details.isConnected) panel.root.append(panel.details);
  }

  function hiddenWord({ why, day }) {
    if (why === "draft") return "Concept: lezers zien deze pagina niet";
    return why === "scheduled" ? `Lezers zien deze pagina vanaf ${day}` : `Lezers zien deze pagina niet meer sinds ${day}`;
  }

  function partOf(title, ...content) {
    const part = element("section", "voorvertoning-deel");
    part.setAttribute("aria-label", title);
    part.append(element("p", "voorvertoning-kop", title), ...content);
    return part;
  }

  /** What is known of this page, in words. */
  function aboutPage(open) {
    const { file, hidden, words, reading, links, figures, waiting } = about;
    const facts = element("ul", "voorvertoning-feiten");
    const fact = (...content) => {
      const item = element("li", "");
      item.append(...content);
      facts.append(item);
    };
    if (file) fact("Bestand: ", opens(file, 1, 1, file));
    else fact("Deze pagina maakt het portaal zelf, uit de gegevens.");
    fact(hidden ? `${hiddenWord(hidden)}.` : "Lezers zien deze pagina zoals jij.");
    if (words !== null) fact(`${words.toLocaleString("nl")} ${words === 1 ? "woord" : "woorden"} in de tekst.`);
    if (reading?.sentence) fact(`Gemiddeld ${reading.sentence} ${reading.sentence === 1 ? "woord" : "woorden"} per zin.`);
    if (reading?.name) fact(`Leesbaarheid: ${reading.name}. Score ${reading.score}, waarbij 100 heel makkelijk is en 0 heel moeilijk.`);
    else if (reading) fact(`De tekst is te kort voor een leesscore. Daar zijn ${reading.least} woorden voor nodig.`);
    const lists = [
      pagesOf("links", `Teksten met een link hierheen: ${links.count}`, links, open),
      ...figures.map(({ figure, pages }, index) =>
        pagesOf(`cijfer-${index}`, `${figure === null ? "Dit cijfer" : figure} staat ook op: ${pages.count}`, pages, open),
      ),
      pagesOf("wacht", `Nog niet of niet meer te zien voor lezers: ${waiting.length}`, { count: waiting.length, pages: waiting }, open),
    ];
    return [facts, ...lists];
  }

  /** A list of pages that opens; a plain sentence when there are none. */
  function pagesOf(key, title, { count, pages }, open) {
    if (count === 0) return element("p", "voorvertoning-feit", title);
    const details = element("details", "voorvertoning-lijstje");
    details.dataset.deel = key;
    details.open = open.has(key);
    const list = element("ul", "voorvertoning-feiten");
    for (const { title: name, address, hidden } of pages) {
      const item = element("li", "");
      const link = element("a", "", name);
      link.href = address;
      item.append(link, hidden ? ` (${hidden.why === "draft" ? "concept" : `${hidden.why === "scheduled" ? "vanaf" : "tot"} ${hidden.day}`})` : "");
      list.append(item);
    }
    if (count > pages.length) list.append(element("li", "", `en nog ${count - pages.length}`));
    details.append(element("summary", "", title), list);
    return details;
  }

  /** A link that opens a file in the editor; plain text when there is no editor. */
  function opens(file, line, column, text) {
    if (!said.editor) return element("span", "voorvertoning-bestand", text);
    const link = element("a", "voorvertoning-bestand", text);
    const place = { bestand: encodeURI(file).replace(/[?#]/g, encodeURIComponent), regel: line, kolom: column };
    link.href = said.editor.replace(/\{(bestand|regel|kolom)\}/g, (_, name) => place[name]);
    link.title = "Open in je editor";
    return link;
  }

  /** The status element stays in the page: a screen reader speaks only of one it knew before it changed. */
  function makePanel() {
    const root = element("div", "voorvertoning-paneel");
    const status = element("p", "voorvertoning-status");
    status.setAttribute("role", "status");
    const details = element("details", "voorvertoning-problemen");
    const summary = element("summary", "voorvertoning-telling");
    const content = element("div", "voorvertoning-inhoud");
    details.setAttribute("aria-label", "De voorvertoning");
    // It scrolls, so it must be possible to reach it with the keyboard.
    content.tabIndex = 0;
    content.setAttribute("role", "region");
    content.setAttribute("aria-label", "Problemen, en wat er over deze pagina bekend is");
    details.append(summary, content);
    // The click comes before the change, and also from the keyboard.
    summary.addEventListener("click", () => memory("voorvertoning-open", details.open ? "nee" : "ja"));
    root.append(status);
    return { root, status, details, summary, content };
  }

  function announce(text) {
    if (panel.status.textContent !== text) panel.status.textContent = text;
  }

  function listOf(diagnostics) {
    const list = element("ol", "voorvertoning-lijst");
    list.append(...diagnostics.slice(0, MANY).map(itemOf));
    if (diagnostics.length > MANY) list.append(element("li", "", `en nog ${diagnostics.length - MANY}; zie het venster waarin serve draait`));
    return list;
  }

  function itemOf({ code, level, message, file, line, column, hint, source_line: text }) {
    const wrong = level === "error";
    const item = element("li", wrong ? "voorvertoning-fout" : "voorvertoning-waarschuwing");
    const place = element("p", "voorvertoning-plaats");
    place.append(opens(file, line, column, `${file}:${line}:${column}`));
    item.append(place);
    const words = element("p", "voorvertoning-melding");
    words.append(element("strong", "", `${wrong ? "Fout" : "Let op"} ${code}: `), message);
    item.append(words);
    if (text) item.append(element("pre", "voorvertoning-regel", text));
    if (hint) item.append(element("p", "voorvertoning-raad", hint));
    return item;
  }

  /** Reads or keeps a word for as long as the tab is open. */
  function memory(key, value) {
    return kept("sessionStorage", key, value);
  }

  /** Reads or keeps a word, where that is allowed; where it is not, already to ask for the place it is kept in goes wrong. */
  function kept(place, key, value) {
    try {
      const store = window[place];
      if (value !== undefined) store.setItem(key, value);
      return store.getItem(key);
    } catch {
      return null;
    }
  }

  // --- Pages ------------------------------------------------------------------------------------------------------

  function element(name, className, text = "") {
    const made = document.createElement(name);
    if (className !== "") made.className = className;
    made.textContent = text;
    return made;
  }

  /** A copy of a body that loads nothing and runs nothing. */
  function inert(body) {
    const copy = document.implementation.createHTMLDocument("").importNode(body, true);
    // With scripts on this is text, with scripts off it is elements; nobody sees it here.
    copy.querySelectorAll("noscript").forEach((noscript) => noscript.replaceChildren());
    return copy;
  }

  /** The server wrote into the tag of this script which version the page is of. */
  function versionOf(page) {
    const source = page.querySelector(`script[src^="${OWN}"]`)?.getAttribute("src") ?? "";
    const number = /[?&]versie=(\d+)/.exec(source);
    return number === null ? null : Number(number[1]);
  }

  function scriptsOf(page) {
    const sources = [...page.querySelectorAll("script[src]")].map((script) => script.getAttribute("src"));
    return sources.filter((source) => !source.startsWith(OWN));
  }

  function stylesOf(page) {
    return [...page.querySelectorAll(STYLES)].filter((link) => !hrefOf(link).startsWith(OWN));
  }

  function hrefOf(link) {
    return link.getAttribute("href");
  }

  /** Whether there was no site yet when this page was made. */
  function isEmptySite() {
    return document.getElementById("voorvertoning-problemen") !== null;
  }

  // --- Start ------------------------------------------------------------------------------------------------------

  if (document.querySelector(`link[href="${OWN}paneel.css"]`) === null) {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = `${OWN}paneel.css`;
    document.head.append(style);
  }
  document.body.append(panel.root);
  document.addEventListener("visibilitychange", () => {
    chosen = kept("localStorage", LAST);
    connect();
  });
  for (const event of ["focus", "pointerdown", "keydown"]) addEventListener(event, look);
  if (document.hasFocus()) look();
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (event) => {
    // A page from the browser's memory was disconnected when it was left.
    if (event.persisted) connect();
  });
  enqueue(arrive);
  learn();
  connect();
})();
