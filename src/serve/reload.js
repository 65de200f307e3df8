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
    if (version !== null && change.version === version) return;
    const fresh = await fetchPage();
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
    // For scripts of the site that have to look at the new elements.
    document.dispatchEvent(new CustomEvent("voorvertoning:gewijzigd"));
  }

  async function fetchPage() {
    let text;
    try {
      const answer = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" } });
      text = await answer.text();
    } catch {
      return null;
    }
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

  function showProblems({ summary, stale, diagnostics }) {
    const empty = document.getElementById("voorvertoning-problemen");
    announce(summary || (panel.status.textContent === "" ? "" : "Geen problemen meer."));
    if (empty !== null) {
      empty.replaceChildren(element("p", "voorvertoning-telling", summary), listOf(diagnostics));
      return;
    }
    if (summary === "") {
      panel.details.remove();
      return;
    }
    panel.summary.textContent = summary;
    const note = stale ? [element("p", "voorvertoning-toelichting", "Je ziet de laatste goede versie van deze pagina.")] : [];
    panel.content.replaceChildren(...note, listOf(diagnostics));
    panel.details.classList.toggle("voorvertoning-fout", stale);
    if (!panel.details.isConnected) panel.root.append(panel.details);
  }

  /** The status element stays in the page: a screen reader speaks only of one it knew before it changed. */
  function makePanel() {
    const root = element("div", "voorvertoning-paneel");
    const status = element("p", "voorvertoning-status");
    status.setAttribute("role", "status");
    const details = element("details", "voorvertoning-problemen");
    const summary = element("summary", "voorvertoning-telling");
    const content = element("div", "voorvertoning-inhoud");
    details.setAttribute("aria-label", "Problemen in de voorvertoning");
    // It scrolls, so it must be possible to reach it with the keyboard.
    content.tabIndex = 0;
    content.setAttribute("role", "region");
    content.setAttribute("aria-label", "Lijst van problemen");
    details.append(summary, content);
    // Open until the editor closes it: a mistake shows its place at once.
    details.open = memory("voorvertoning-open") !== "nee";
    details.addEventListener("toggle", () => memory("voorvertoning-open", details.open ? "ja" : "nee"));
    root.append(status);
    return { root, status, details, summary, content };
  }

  function announce(text) {
    if (panel.status.textContent !== text) panel.status.textContent = text;
  }

  function listOf(diagnostics) {
    const list = element("ol", "voorvertoning-lijst");
    list.append(...diagnostics.map(itemOf));
    return list;
  }

  function itemOf({ code, level, message, file, line, column, hint, source_line: text }) {
    const wrong = level === "error";
    const item = element("li", wrong ? "voorvertoning-fout" : "voorvertoning-waarschuwing");
    item.append(element("p", "voorvertoning-plaats", `${file}:${line}:${column}`));
    const words = element("p", "voorvertoning-melding");
    words.append(element("strong", "", `${wrong ? "Fout" : "Waarschuwing"} ${code}: `), message);
    item.append(words);
    if (text) item.append(element("pre", "voorvertoning-regel", text));
    if (hint) item.append(element("p", "voorvertoning-raad", hint));
    return item;
  }

  /** Reads or keeps a word for as long as the tab is open, where that is allowed. */
  function memory(key, value) {
    try {
      if (value !== undefined) sessionStorage.setItem(key, value);
      return sessionStorage.getItem(key);
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
  document.addEventListener("visibilitychange", connect);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (event) => {
    // A page from the browser's memory was disconnected when it was left.
    if (event.persisted) connect();
  });
  connect();
})();
