// Lists of practices. Every choice is a link to a page of its own, so everything works without this file but a third choice and,
// of a chosen list, the order by title. Where this page has all practices of a choice, the list is narrowed in place. The address
// always says what is shown: it can be kept, shared and gone back to. Words come from data attributes.

(() => {
  "use strict";
  const box = document.querySelector("[data-lijst]");
  const list = box?.querySelector("[data-kaarten]");
  if (!list) return;

  const words = box.dataset;
  const root = words.lijst;
  const kinds = words.soorten.split(" ");
  const per = Number(words.per);
  const find = (selector, within = box) => within.querySelector(selector);
  const links = [...box.querySelectorAll("a[data-keuze]")];
  const linkOf = (key) => links.find((link) => link.dataset.keuze === key);
  const kindOf = (key) => key.slice(0, key.indexOf("/"));
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const number = (count) => count.toLocaleString("nl");
  const counted = (count) => (count === 0 ? words.geen : count === 1 ? words.een : fill(words.meer, { aantal: number(count) }));

  // What is chosen: keys such as "regio/twente" in the order of the kinds, and whether the order is that of titles.
  const base = { keys: words.basis ? words.basis.split(" ") : [], byTitle: "opTitel" in words };
  const same = (one, other) => one.byTitle === other.byTitle && String(one.keys) === String(other.keys);
  const ordered = (keys) => [...keys].sort((a, b) => kinds.indexOf(kindOf(a)) - kinds.indexOf(kindOf(b)));
  const withKey = (state, key) => ({ ...state, keys: ordered([...state.keys, key]) });
  const withoutKey = (state, key) => ({ ...state, keys: state.keys.filter((other) => other !== key) });

  /** The address of a state: a page for what is in `path`, and parameters for the rest. */
  function address({ keys, byTitle }, path = keys.slice(0, 2)) {
    const query = new URLSearchParams(keys.filter((key) => !path.includes(key)).map((key) => key.split("/")));
    if (byTitle && keys.length) query.set("volgorde", "titel");
    const folder = byTitle && !keys.length ? "op-titel/" : path.map((key) => `${key}/`).join("");
    return `${root}${folder}${String(query) && `?${query}`}`;
  }

  /** The state that the address asks for; what no practice of this page has is left out. */
  function asked() {
    const parts = location.pathname.slice(root.length).split("/");
    const query = new URLSearchParams(location.search);
    const keys = kinds.map((kind) => {
      const at = parts.indexOf(kind);
      return `${kind}/${at >= 0 && at % 2 === 0 ? parts[at + 1] : query.get(kind)}`;
    });
    return { keys: keys.filter(linkOf), byTitle: parts[0] === "op-titel" || query.get("volgorde") === "titel" };
  }

  // The cards in the order in which the site has them: those of this page, and of the further pages when they were needed.
  let cards = [...list.children];
  const isWhole = () => cards.length >= Number(words.totaal);
  const has = (card, key) => ` ${card.dataset.keuzes} `.includes(` ${key} `);

  /** Whether this page can show a state; otherwise a page of its own does. */
  const isHere = (state) =>
    base.keys.every((key) => state.keys.includes(key)) &&
    (state.byTitle || !base.byTitle) &&
    (state.keys.length > 0 || state.byTitle === base.byTitle) &&
    (isWhole() || state.keys.length === base.keys.length || base.keys.length === 2);

  async function load() {
    const pages = Array.from({ length: Math.ceil(words.totaal / per) - 1 }, (_, at) => at + 2);
    const further = await Promise.all(
      pages.map(async (page) => {
        const answer = await fetch(`${address(base)}pagina/${page}/`);
        if (!answer.ok) throw new Error(`${answer.status}`);
        const text = await answer.text();
        return [...new DOMParser().parseFromString(text, "text/html").querySelectorAll("[data-keuzes]")];
      }),
    );
    // Of two that load at once the last counts.
    cards = [...cards.slice(0, per), ...further.flat()];
  }

  // Letters that are more than a letter and a mark.
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ĳ: "ij", ł: "l", ı: "i" };
  /** What a title is sorted by, as the program does it: without capitals, marks and a first 's or 't. */
  const sortKey = (card) =>
    card.firstElementChild.textContent.replaceAll("\u00ad", "").trim().toLowerCase().replaceAll("’", "'").replace(/^'(s[- ]|[tn] )/, "")
      .normalize("NFD").replace(/\p{M}/gu, "").replace(/[ßæœøĳłı]/g, (letter) => LETTERS[letter]).replace(/[\s/-]/g, " ").replace(/[^\p{L}\p{N} ]/gu, "");

  function sorted(found) {
    const keyed = found.map((card) => [sortKey(card), card]);
    return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, card]) => card);
  }

  // What the page says of itself, to go back to.
  const heading = document.querySelector("h1");
  const intro = document.querySelector(".intro");
  const telling = find("[data-telling]");
  const canonical = document.querySelector("link[rel=canonical]");
  const crumbs = document.querySelector(".kruimels ol");
  const own = { title: heading.textContent.replaceAll("\u00ad", ""), name: document.title, intro: intro?.textContent, crumbs: crumbs && [...crumbs.children] };
  const ownCounts = new Map(links.map((link) => [link.dataset.keuze, Number(link.lastElementChild.textContent.replace(/\D/g, ""))]));

  function count(found) {
    const counts = new Map();
    for (const card of found) for (const key of card.dataset.keuzes.split(" ")) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  }

  function showChoices(state, counts, path) {
    for (const link of links) {
      const key = link.dataset.keuze;
      const isChosen = state.keys.includes(key);
      const isOut = state.keys.some((other) => kindOf(other) === kindOf(key)) || !counts.get(key);
      link.parentElement.hidden = !isChosen && isOut;
      link.href = isChosen ? address(withoutKey(state, key)) : address(withKey(state, key));
      link.lastElementChild.textContent = isChosen ? words.weg : `(${number(counts.get(key) ?? 0)})`;
      if (isChosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    for (const group of box.querySelectorAll(".keuze-groep")) {
      group.hidden = !find("li:not([hidden])", group);
      if (find("[aria-current]", group)) group.open = true;
    }
    const chips = state.keys.map((key) => {
      const link = document.createElement("a");
      const away = document.createElement("span");
      away.className = "keuze-weg";
      away.textContent = words.weg;
      link.href = address(withoutKey(state, key), path?.filter((other) => other !== key));
      link.dataset.weg = key;
      const kind = find("h3", linkOf(key).closest("details")).textContent;
      link.append(`${kind}: ${linkOf(key).firstElementChild.textContent} `, away);
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    find("[data-gekozen]").replaceChildren(...chips);
    find(".gekozen").hidden = chips.length === 0;
    for (const link of box.querySelectorAll("a[data-volgorde]")) {
      const byTitle = link.dataset.volgorde === "titel";
      link.href = address({ ...state, byTitle }, path);
      if (byTitle === state.byTitle) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  function showNames(state, total) {
    const isOwn = state.keys.length === base.keys.length;
    const zinnen = state.keys.map((key) => linkOf(key).dataset.zin).join(" ");
    const title = isOwn ? own.title : fill(words.titel, { keuzes: zinnen });
    heading.textContent = title;
    document.title = own.name.replace(own.title, () => title);
    const sentence = total ? words.beschrijving : `${words.geen} {keuzes}.`;
    if (intro) intro.textContent = isOwn ? own.intro : fill(sentence, { aantal: counted(total), keuzes: zinnen });
    if (canonical) canonical.href = new URL(location.pathname, canonical.href).href;
    if (!crumbs) return;
    if (isOwn) return crumbs.replaceChildren(...own.crumbs);
    const above = document.createElement("li");
    const link = document.createElement("a");
    link.href = address(base);
    link.textContent = own.title;
    above.append(link);
    const last = own.crumbs.at(-1).cloneNode();
    last.textContent = title;
    crumbs.replaceChildren(...own.crumbs.slice(0, -1), above, last);
  }

  let current = base;
  let limit = per;
  let turn = 0;

  function show(state) {
    current = state;
    const isOwn = same(state, base);
    const all = cards.filter((card) => state.keys.every((key) => has(card, key)));
    const found = state.byTitle && !base.byTitle ? sorted(all) : all;
    const total = isOwn ? Number(words.totaal) : found.length;
    list.replaceChildren(...found.slice(0, limit));
    // Nothing that has all choices has no page of its own either.
    showChoices(state, isOwn && !isWhole() ? ownCounts : count(found), total ? undefined : base.keys);
    showNames(state, total);
    telling.textContent = counted(total);
    find("[data-klaar]").textContent = counted(total);
    find("[data-leeg]").hidden = total > 0;
    find(".volgorde").hidden = total < 2;
    const pages = find("a[rel=next], a[rel=prev]")?.closest("nav");
    if (pages) pages.hidden = !isOwn;
    find("[data-toon-meer]").hidden = (isOwn && pages) || found.length <= limit;
  }

  /** Shows a state, and puts its address where `keep` says: in a new entry of the history, in this one, or nowhere. */
  async function go(state, keep) {
    const mine = ++turn;
    if (!isWhole() && !same(state, base)) {
      telling.textContent = words.laden;
      try {
        await load();
      } catch {
        if (mine === turn) telling.textContent = words.fout;
        return;
      }
      if (mine !== turn) return;
    }
    limit = per;
    const isEmpty = !cards.some((card) => state.keys.every((key) => has(card, key)));
    if (keep) history[keep](null, "", address(state, isEmpty ? base.keys : undefined));
    show(state);
  }

  box.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-keuze], a[data-weg], a[data-volgorde]");
    if (!link?.href || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const { keuze, weg, volgorde } = link.dataset;
    const key = weg ?? keuze;
    const state = volgorde
      ? { ...current, byTitle: volgorde === "titel" }
      : current.keys.includes(key) ? withoutKey(current, key) : withKey(current, key);
    if (!isHere(state)) return;
    event.preventDefault();
    if (same(state, current)) return;
    go(state, "pushState").then(() => {
      // A reader whose link is gone goes on at the list.
      if (!link.isConnected) telling.focus();
    });
  });
  find("[data-toon-meer]").addEventListener("click", () => {
    const next = list.children.length;
    limit += per;
    show(current);
    find("a", list.children[next])?.focus();
  });
  addEventListener("popstate", () => {
    const state = asked();
    if (same(state, current)) return;
    if (isHere(state)) go(state);
    else location.reload();
  });
  // The preview changed the page under the script.
  document.addEventListener("voorvertoning:gewijzigd", () => location.reload());

  find("[data-zonder-script]")?.remove();
  const first = asked();
  show(base);
  if (isHere(first)) {
    if (!same(first, base)) go(first, "replaceState");
    else if (kinds.concat("volgorde").some((name) => new URLSearchParams(location.search).has(name))) {
      history.replaceState(null, "", address(base));
    }
  } else if (base.keys.every((key) => first.keys.includes(key))) {
    // The page of one choice more has fewer practices.
    const extra = first.keys.find((key) => !base.keys.includes(key));
    location.replace(address(first, extra && ordered([...base.keys, extra])));
  }
})();
