// The matrix of claims and sources: filtered, ordered, and drawn as far as it is scrolled to.

const BATCH = 100;

/** Where so many sources have no room side by side, a claim's row lists those that answer, instead of a column each. */
const MOST_COLUMNS = 16;

/** What a claim and a source need side by side, in the page's font size. */
const WIDTH = { claim: 20, source: 7 };

const matrix = document.getElementById("matrix");
const more = document.getElementById("more");
let listed = [];
let body = null;

/** The claims that the filters let through, in order. */
function matching(route) {
  const state = STATES.find(({ name }) => name === route.state);
  const source = records.sources.findIndex(({ id }) => id === route.source);
  const words = (route.q ?? "").toLowerCase().split(/\s+/u).filter(Boolean);
  const claims = records.claims.filter((claim) =>
    (!state || state.holds(claim)) &&
    (!route.topic || claim.topic === route.topic) &&
    (!route.tag || claim.tags.includes(route.tag)) &&
    (!route.source || cellOf(claim, source) !== null) &&
    words.every((word) => haystackOf(claim).includes(word)));
  if (route.order === "file") return claims;
  const rank = new Map(claims.map((claim) => [claim, STATES.indexOf(stateOf(claim))]));
  return claims.sort((a, b) => rank.get(a) - rank.get(b));
}

function columnsOf(route) {
  const all = records.sources.map((_, source) => source);
  if (route.source) return all.filter((source) => records.sources[source].id === route.source);
  const em = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const room = document.documentElement.clientWidth / em - 3 - WIDTH.claim;
  return all.length <= Math.min(MOST_COLUMNS, room / WIDTH.source) ? all : null;
}

/** Draws the matrix anew where another width has room for other columns. */
function refitMatrix() {
  const isFew = matrix.querySelector(".few") !== null;
  if (isFew !== (columnsOf(route) !== null)) drawMatrix();
}

/** Draws the matrix anew. */
function drawMatrix() {
  listed = matching(route);
  const columns = columnsOf(route);
  body = element("tbody");
  const heads = columns === null
    ? [element("th", { scope: "col" }, "Sources that answer")]
    : columns.map((source) => columnHead(records.sources[source]));
  matrix.replaceChildren(element("table", {
    role: "grid",
    "aria-label": "Claims by source",
    "aria-rowcount": String(listed.length + 1),
    class: columns === null ? "many" : columns.length > 7 ? "few wide" : "few",
  }, element("thead", {}, element("tr", { "aria-rowindex": "1" },
    element("th", { scope: "col" }, "Claim"), heads)), body));
  if (listed.length === 0) {
    body.append(element("tr", {}, element("td", { colspan: String(heads.length + 1) }, "No claim is like that.")));
  }
  const n = listed.length === records.claims.length ? "" : `${listed.length} of `;
  const shown = `${n}${records.claims.length} ${records.claims.length === 1 ? "claim" : "claims"}`;
  document.getElementById("shown").textContent = shown;
  drawMore();
  markOpened();
  return shown;
}

function columnHead(source) {
  const title = [source.title, source.publisher].filter(Boolean).join(", ");
  return element("th", { scope: "col", title }, element("bdi", {}, source.id),
    source.publisher ? element("small", {}, element("bdi", {}, source.publisher)) : null);
}

/** Draws some more rows, or all. */
function drawMore(n = BATCH) {
  const columns = columnsOf(route);
  const from = listed.length === 0 ? 0 : body.children.length;
  const rows = document.createDocumentFragment();
  for (let at = from; at < Math.min(listed.length, from + n); at += 1) rows.append(row(listed[at], at, columns));
  body.append(rows);
  more.hidden = listed.length === 0 || body.children.length >= listed.length;
  if (!matrix.querySelector("[tabindex='0']")) matrix.querySelector("button")?.setAttribute("tabindex", "0");
}

/** Draws rows up to number `at`, so that it can be marked. */
function drawUpTo(at) {
  if (at >= body.children.length) drawMore(at + 1 - body.children.length);
}

function row(claim, at, columns) {
  const state = stateOf(claim);
  const open = element("button", {
    type: "button", class: "of-claim", tabindex: "-1", onclick: () => openClaim(claim),
  }, element("span", { class: `state ${state.name}` }, symbol(state.symbol), state.label),
    element("span", { class: "statement" }, statement(claim.claim)),
    element("span", { class: "id" }, element("bdi", {}, claim.id)));
  const cells = columns === null
    ? [element("td", { class: "chips" }, sourcesOf(claim).map((source) => cell(claim, source, true)))]
    : columns.map((source) => element("td", {}, cell(claim, source, false)));
  const made = element("tr", { "aria-rowindex": String(at + 2) }, element("th", { scope: "row" }, open), cells);
  made.claim = claim;
  return made;
}

function cell(claim, source, isNamed) {
  const answer = cellOf(claim, source);
  const unrelated = claim.unrelated.find(([other]) => other === source);
  if (answer === null) {
    return unrelated ? element("span", { class: "dismissed", title: unrelated[1] }, symbol("⊘"), "unrelated") : null;
  }
  const { symbol: sign, verb } = VERDICTS[answer.verdict];
  const value = valueOf(answer);
  const words = [symbol(sign), element("span", {}, verb)];
  if (answer.verdict === "silent") return element("span", { class: "cell silent" }, words);
  return element("button", {
    type: "button", class: `cell ${answer.verdict} ${answer.role}`, tabindex: "-1", "data-source": isNamed ? null : records.sources[source].id,
    onclick: () => openClaim(claim, source),
  }, isNamed ? element("b", {}, records.sources[source].id) : null, words,
    answer.role === "probe" ? element("small", { title: "The claim does not cite this source: the tool found it." }, "not cited") : null,
    value ? element("span", { class: "reading", title: value }, element("bdi", {}, value)) : null);
}

/** Marks the row of the opened claim, and brings it into view. */
function markOpened() {
  for (const row of body.children) {
    const isOpen = row.claim !== undefined && row.claim.id === route.claim;
    row.classList.toggle("current", isOpen);
    if (isOpen) row.setAttribute("aria-selected", "true");
    else row.removeAttribute("aria-selected");
    if (isOpen) scrollInList(row);
  }
}

/** Brings a row into view where the list scrolls by itself, without moving the page. */
function scrollInList(row) {
  const list = document.getElementById("list");
  const { top, bottom } = row.getBoundingClientRect();
  const frame = list.getBoundingClientRect();
  if (list.scrollHeight <= list.clientHeight) return;
  if (top < frame.top) list.scrollTop -= frame.top - top;
  if (bottom > frame.bottom) list.scrollTop += bottom - frame.bottom;
}

/** Moves the focus among the buttons of the matrix; the rows that are not drawn yet are drawn. */
function moveInMatrix(event) {
  const steps = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
  const step = steps[event.key];
  const from = event.target.closest("button");
  if (!step || !from) return;
  event.preventDefault();
  const row = from.closest("tr");
  if (step[0] > 0 && !row.nextElementSibling && !more.hidden) drawMore();
  const buttons = (row) => [...row.querySelectorAll("button")].filter((it) => it.offsetParent !== null);
  const at = Math.max(0, buttons(row).indexOf(from));
  const to = step[0] > 0 ? row.nextElementSibling : step[0] < 0 ? row.previousElementSibling : row;
  if (!to) return;
  const options = buttons(to);
  const column = from.closest("th, td").cellIndex;
  const below = options.find((it) => it.closest("th, td").cellIndex >= column) ?? options[options.length - 1];
  const next = step[0] === 0 ? options[at + step[1]] : below;
  if (!next) return;
  for (const button of matrix.querySelectorAll("[tabindex='0']")) button.setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}
