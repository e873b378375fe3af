// An opened claim: what failed, what each source answers, how the answers differ, and the text.

const opened = document.getElementById("opened");

/** Draws the claim, beside the text of `source`. */
function drawClaim(claim, source) {
  const state = stateOf(claim);
  const title = element("h2", { id: "opened-title", tabindex: "-1" }, statement(claim.claim));
  const about = element("p", { class: "about" },
    element("span", { class: `state ${state.name}` }, symbol(state.symbol), state.label),
    element("bdi", { class: "id" }, claim.id), element("span", { class: "place" }, claim.place),
    claim.tags.map((tag) => element("span", { class: "tag" }, tag)));
  opened.replaceChildren(bar(claim), title, about, element("div", { class: "columns" },
    element("div", { class: "findings" }, findings(claim, source)),
    source === null ? null : textPane(claim, source)));
  opened.hidden = false;
  return title;
}

function bar(claim) {
  const at = listed.indexOf(claim);
  const step = (by, label, key) => element("button", {
    type: "button", "aria-keyshortcuts": key, disabled: listed[at + by] === undefined,
    onclick: () => stepClaim(by),
  }, label);
  return element("div", { class: "bar", role: "toolbar", "aria-label": "Claim" },
    element("button", { type: "button", "aria-keyshortcuts": "Escape", onclick: closeClaim }, "← All claims"),
    step(-1, "Previous", "k"), step(1, "Next", "j"),
    element("span", { class: "shown" }, at < 0 ? "not among those listed" : `${at + 1} of ${listed.length}`));
}

function findings(claim, source) {
  return [
    remarks("What fails", claim.failures),
    review(claim.review),
    answers(claim, source),
    comparison(claim),
    remarks("Worth seeing", claim.notes),
    others(claim),
    steps(claim),
  ];
}

function part(title, ...children) {
  return element("section", {}, element("h3", {}, title), children);
}

function remarks(title, list) {
  if (list.length === 0) return null;
  return part(title, list.map((remark) => element("div", { class: remark.error ? "remark error" : "remark" },
    element("p", {}, element("strong", {}, message(remark.message)), " ", element("span", { class: "how" }, remark.rule)),
    remark.places.map(({ place, message: label }) => element("p", { class: "place" }, place, label ? [" ", message(label)] : null)),
    remark.nearest ? nearest(remark.nearest) : null,
    remark.help.map((help) => element("p", { class: "help" }, "Help: ", message(help))))));
}

function nearest({ source, similarity, diff }) {
  const share = Math.floor(similarity / 10);
  return element("div", { class: "nearest" },
    element("p", {}, `The nearest in ${records.sources[source].id} shares ${share} % of its words:`),
    element("blockquote", {}, wordDiff(diff)));
}

function review(review) {
  if (review === null) return null;
  const kinds = { "-": "gone", "+": "come" };
  return part(`To review: ${review.state} snapshot`,
    element("p", { class: "place" }, review.path),
    element("pre", { tabindex: "0", "aria-label": "What changed" }, review.lines.map((line) =>
      element("span", { class: kinds[line[0]] ?? null }, `${line}\n`))),
    element("p", { class: "help" }, "Accept or reject it with ", element("code", {}, "claimtest review"), " or ",
      element("code", {}, "cargo insta review"), "."));
}

function answers(claim, source) {
  if (claim.answers.length === 0) return null;
  return part("What the sources say", element("ul", { class: "answers" }, claim.answers.map((answer) =>
    element("li", { class: answer.source === source ? "current" : null }, answerHead(claim, answer, source),
      passages(answer),
      answer.places.length > 0 ? element("p", { class: "place" }, liveLink(answer.source, answer.places[0])) : null))));
}

function answerHead(claim, answer, source) {
  const { symbol: sign, verb } = VERDICTS[answer.verdict];
  const { id, publisher } = records.sources[answer.source];
  return [
    element("button", {
      type: "button", class: `cell ${answer.verdict} ${answer.role}`, "aria-pressed": String(answer.source === source),
      onclick: () => openText(claim, id),
    }, element("b", {}, id), symbol(sign), element("span", {}, verb)),
    answer.values.map(([canonical, words]) => element("span", { class: "reading" },
      element("bdi", {}, words), words === canonical ? null : ` = ${canonical}`)),
    element("span", { class: "how" }, howOf(answer).join(", ")),
    answer.speaker ? element("span", { class: "speaker" }, element("bdi", {}, speakerOf(answer))) : null,
    publisher ? element("span", { class: "how" }, element("bdi", {}, publisher)) : null,
  ];
}

/** Shows the text of a source beside the claim, and goes there where it stands below. */
function openText(claim, id) {
  go({ claim: claim.id, at: id }, { replace: true });
  const text = document.getElementById("text-title");
  if (text.getBoundingClientRect().top > window.innerHeight / 2) {
    text.scrollIntoView();
    text.focus({ preventScroll: true });
  }
}

/** The pieces of evidence of an answer; of many, the first few. */
function passages(answer) {
  const shown = answer.places.slice(0, 6);
  const rest = answer.places.length - shown.length;
  return [
    shown.map((place) => element("blockquote", { dir: "auto" }, passage(answer, place))),
    rest > 0 ? element("p", { class: "place" }, `and ${rest} more, marked in the text`) : null,
  ];
}

/** The words of a piece of evidence, its values marked; short ones with some words around them. */
function passage({ source, verdict }, [start, end, slots]) {
  const text = textOf(source);
  const marks = slots.map(([from, to]) => ({ start: from, end: to, kind: "value", note: null }));
  if (end - start > 80) return pieces(text, start, Math.min(end, start + AROUND), marks);
  marks.push({ start, end, kind: `evidence ${verdict}`, note: null });
  const before = text.slice(Math.max(0, start - 50), start).replace(/^\S*\s/u, "").split("\n").at(-1);
  const after = text.slice(end, end + 50).replace(/\s\S*$/u, "").split("\n")[0];
  return ["… ", before, pieces(text, start, end, marks), after, " …"];
}

/** Where sources disagree: the first passage beside each of the others, with what differs marked. */
function comparison(claim) {
  if (!disagrees(claim)) return null;
  const first = claim.answers.find(({ places }) => places.length > 0);
  const isValue = ["conflict", "spelling"].includes(claim.finding);
  const compared = claim.answers.filter((answer) =>
    answer.diff !== undefined && !(isValue && sameValues(first, answer)));
  if (compared.length === 0) return null;
  return part(`Side by side: ${claim.finding}`, compared.map(({ diff, ...answer }) =>
    element("div", { class: "sides" }, side(first, diff, "+"), side(answer, diff, "-"))));
}

/** Whether two answers read the same values from the same words. */
function sameValues(a, b) {
  return a.values.length > 0 && JSON.stringify(a.values) === JSON.stringify(b.values);
}

/** One side of a comparison, without the pieces that only the other has. */
function side(answer, diff, skipped) {
  const { symbol: sign, verb } = VERDICTS[answer.verdict];
  const isCompared = diff.some(([tag]) => tag === "=");
  const words = isCompared
    ? wordDiff(diff.filter(([tag]) => tag !== skipped))
    : passage(answer, answer.places[0]);
  return element("div", { class: "side" },
    element("p", {}, element("b", {}, records.sources[answer.source].id), " ", symbol(sign), verb, " ",
      element("span", { class: "reading" }, valueOf(answer))),
    element("blockquote", { dir: "auto" }, words));
}

function others(claim) {
  const name = (source) => records.sources[source].id;
  if (claim.silent.length === 0 && claim.unrelated.length === 0 && claim.waived === null && claim.origins < 2 && !claim.copies) return null;
  return part("Besides",
    claim.origins > 1 ? element("p", {}, `${claim.origins} independent origins bear it out.`) : null,
    (claim.copies ?? []).map((told) => element("p", {}, `${told}, and count once.`)),
    claim.waived === null ? null : element("p", {}, "Waived: ", claim.waived),
    claim.silent.length > 0 ? element("p", {}, `Silent: ${claim.silent.map(name).join(", ")}`) : null,
    claim.unrelated.map(([source, reason]) => element("p", {}, `Unrelated in ${name(source)}: ${reason}`)));
}

function steps(claim) {
  const told = claim.answers.filter(({ steps }) => steps.length > 0);
  if (told.length === 0) return null;
  return element("details", {}, element("summary", {}, "How it came about"), told.map(({ source, steps }) =>
    element("div", {}, element("p", {}, element("b", {}, records.sources[source].id)),
      element("ol", {}, steps.map((step) => element("li", {}, step))))));
}

function textPane(claim, source) {
  const { id, title, publisher, authors, written, file, url } = records.sources[source];
  const marks = marksOf(claim, source);
  const words = element("div", { class: "source-text", tabindex: "0", role: "region", "aria-label": `Text of ${id}` },
    markedText(source, marks, false));
  const whole = element("button", { type: "button", onclick: () => {
    words.replaceChildren(...markedText(source, marks, true));
    whole.hidden = true;
  } }, "Show the whole text");
  whole.hidden = textOf(source).length <= 2 * AROUND;
  const by = [publisher, ...authors, written].filter(Boolean).join(" · ");
  const hop = (by, label, key) => element("button", {
    type: "button", "aria-keyshortcuts": key, onclick: () => stepEvidence(by), disabled: marks.length === 0,
  }, label);
  return element("article", { class: "text", "aria-labelledby": "text-title" },
    element("h3", { id: "text-title", tabindex: "-1" }, element("b", {}, id), " ", element("bdi", {}, title ?? file)),
    element("p", { class: "place" }, element("bdi", {}, by ? `${by} · ${file}` : file), url ? " · " : null,
      url ? element("a", { href: url, rel: "noopener noreferrer" }, "live page") : null),
    element("p", { class: "bar" }, hop(-1, "Previous evidence", "["), hop(1, "Next evidence", "]"), whole), words);
}

/** Goes to the next or previous piece of evidence in the text, around its ends. */
function stepEvidence(by) {
  const marks = [...opened.querySelectorAll("mark[data-begins]")];
  if (marks.length === 0) return;
  const at = marks.indexOf(opened.querySelector("mark.reached"));
  const next = marks[(at + by + marks.length + (at < 0 && by < 0 ? 1 : 0)) % marks.length];
  for (const mark of marks) mark.classList.toggle("reached", mark === next);
  next.scrollIntoView({ block: "center" });
  next.focus({ preventScroll: true });
}
