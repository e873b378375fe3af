// Ties the page together: what is shown follows the address, and every way to move changes that.

const status = document.getElementById("status");
const filters = document.getElementById("filters");
const singleKeys = document.getElementById("single-keys");
let cameFrom = null;

const FILTERS = ["state", "topic", "tag", "source", "q", "order"];

/** Shows a state of the page. */
function show(next) {
  const isFirst = body === null;
  const refiltered = isFirst || FILTERS.some((key) => route[key] !== next[key]);
  const reopened = isFirst || route.claim !== next.claim || route.at !== next.at;
  const wasOpen = route.claim !== undefined && route.claim !== next.claim;
  route = next;
  fillFilters();
  const shown = refiltered ? drawMatrix() : null;
  if (reopened) showClaim(wasOpen, isFirst);
  if (refiltered && !reopened) status.textContent = shown;
}

function showClaim(wasOpen, isFirst) {
  const claim = records.claims.find(({ id }) => id === route.claim);
  document.body.classList.toggle("open", claim !== undefined);
  if (claim !== undefined) drawUpTo(listed.indexOf(claim));
  markOpened();
  if (claim === undefined) {
    opened.hidden = true;
    opened.replaceChildren();
    if (route.claim) status.textContent = `There is no claim ${route.claim}.`;
    if (wasOpen) (cameFrom?.isConnected ? cameFrom : matrix).focus();
    return;
  }
  const at = records.sources.findIndex(({ id }) => id === route.at);
  const source = at >= 0 ? at : sourcesOf(claim)[0] ?? null;
  const title = drawClaim(claim, source);
  if (!isFirst) title.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  scrollToEvidence();
  status.textContent = "";
}

/** Brings the first piece of evidence into view, where the text scrolls by itself. */
function scrollToEvidence() {
  const first = opened.querySelector("mark[data-begins]");
  const pane = opened.querySelector(".source-text");
  if (!first || pane.scrollHeight <= pane.clientHeight) return;
  const below = first.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += below - pane.clientHeight / 4;
}

function openClaim(claim, source) {
  cameFrom = document.activeElement;
  const at = source === undefined ? "" : records.sources[source].id;
  go({ claim: claim.id, at });
}

function closeClaim() {
  go({ claim: "", at: "" });
}

function stepClaim(by) {
  const at = listed.findIndex(({ id }) => id === route.claim);
  const next = listed[at + by];
  if (next === undefined) return;
  go({ claim: next.id, at: "" }, { replace: true });
}

function fillSelect(name, options) {
  const select = filters.elements[name];
  select.replaceChildren(element("option", { value: "" }, "all"), ...options.map(([value, label]) =>
    element("option", { value }, label)));
}

function countedBy(keysOf) {
  const counts = new Map();
  for (const claim of records.claims) for (const key of keysOf(claim)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, n]) => [key, `${key} (${n})`]);
}

function fillSelects() {
  const states = STATES.map(({ name, label, holds }) => [name, label, records.claims.filter(holds).length]);
  fillSelect("state", states.filter(([, , n]) => n > 0).map(([name, label, n]) => [name, `${label} (${n})`]));
  fillSelect("topic", countedBy(({ topic }) => [topic]));
  fillSelect("tag", countedBy(({ tags }) => tags));
  fillSelect("source", records.sources.map(({ id, title }) => [id, title ? `${id} ${title}` : id]));
  for (const name of ["topic", "tag", "source"]) {
    filters.elements[name].closest("label").hidden = filters.elements[name].options.length < 3;
  }
}

function fillFilters() {
  for (const name of FILTERS) {
    const field = filters.elements[name];
    const value = route[name] ?? "";
    if (field.value !== value) field.value = value;
  }
  document.getElementById("clear").disabled = !FILTERS.some((name) => route[name]);
  for (const tile of document.querySelectorAll(".tile")) {
    const isCurrent = tile.getAttribute("href") === `#state=${route.state ?? ""}`;
    if (isCurrent) tile.setAttribute("aria-current", "true");
    else tile.removeAttribute("aria-current");
  }
}

function onFilter() {
  const changes = Object.fromEntries(FILTERS.map((name) => [name, filters.elements[name].value]));
  go(changes, { replace: true });
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && route.claim) {
    closeClaim();
    return;
  }
  if (event.target.closest("input, select, textarea") || !singleKeys.checked) return;
  const actions = {
    "/": () => document.getElementById("query").focus(),
    j: () => (route.claim ? stepClaim(1) : listed[0] && openClaim(listed[0])),
    k: () => stepClaim(-1),
    "]": () => stepEvidence(1),
    "[": () => stepEvidence(-1),
  };
  if (!actions[event.key]) return;
  event.preventDefault();
  actions[event.key]();
}

function setUpTheme() {
  const button = document.getElementById("theme");
  const themes = ["as the system", "light", "dark"];
  let at = 0;
  button.hidden = false;
  button.addEventListener("click", () => {
    at = (at + 1) % themes.length;
    button.textContent = `Theme: ${themes[at]}`;
    if (at === 0) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = themes[at];
  });
}

if (matchMedia("(max-width: 40rem)").matches) document.querySelector(".sources").open = false;
fillSelects();
setUpTheme();
filters.addEventListener("input", onFilter);
filters.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("clear").addEventListener("click", () => {
  go(Object.fromEntries(FILTERS.map((name) => [name, ""])));
});
for (const link of document.querySelectorAll("a.of-source")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go({ source: link.dataset.source, claim: "", at: "" });
    document.getElementById("list").scrollIntoView();
  });
}
for (const tile of document.querySelectorAll(".tile")) {
  tile.addEventListener("click", (event) => {
    event.preventDefault();
    go({ state: tile.getAttribute("href").slice("#state=".length), claim: "", at: "" });
  });
}
matrix.addEventListener("keydown", moveInMatrix);
more.addEventListener("click", () => drawMore());
new IntersectionObserver((entries) => {
  if (entries.some(({ isIntersecting }) => isIntersecting) && !more.hidden) drawMore();
}, { rootMargin: "600px" }).observe(more);
document.addEventListener("keydown", onKey);
window.addEventListener("hashchange", () => show(readRoute()));
window.addEventListener("popstate", () => show(readRoute()));
window.addEventListener("resize", refitMatrix);
window.addEventListener("beforeprint", () => drawMore(listed.length));
show(readRoute());
