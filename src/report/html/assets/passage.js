// A source's text with everything that a claim rests on marked in place.

/** So many code units are shown around the marks of a text that is longer than twice that. */
const AROUND = 40000;

/** What a claim marks in a source: `{start, end, kind, note}`, in the order of the text. */
function marksOf(claim, source) {
  const marks = [];
  const add = (start, end, kind, note = null) => marks.push({ start, end, kind, note });
  for (const answer of claim.answers.filter((answer) => answer.source === source)) {
    for (const [start, end, slots] of answer.places) {
      add(start, end, `evidence ${answer.verdict}`, noteOf(answer));
      for (const [from, to] of slots) add(from, to, "value");
    }
  }
  for (const { nearest } of claim.failures) {
    if (nearest?.source === source) add(nearest.start, nearest.end, "near", "nearest");
  }
  for (const { places } of [...claim.failures, ...claim.notes]) {
    for (const { mark } of places) {
      if (mark?.[0] === source && !marks.some((it) => it.start === mark[1] && it.end === mark[2])) {
        add(mark[1], mark[2], "remark", "see the remark");
      }
    }
  }
  return marks.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** What stands beside a piece of evidence: the check, the rung, whose words they are. */
function noteOf(answer) {
  const words = [`${VERDICTS[answer.verdict].symbol} ${VERDICTS[answer.verdict].verb}`, ...howOf(answer)];
  if (answer.speaker) words.push(speakerOf(answer));
  return words.join(" · ");
}

function speakerOf({ speaker: [name, isCertain] }) {
  return isCertain ? `says ${name}` : `says ${name}, it seems`;
}

/** The text, or what is around its marks, as nodes. */
function markedText(source, marks, isWhole) {
  const text = textOf(source);
  const [from, to] = isWhole ? [0, text.length] : windowOf(text, marks);
  const nodes = [];
  if (from > 0) nodes.push(element("p", { class: "cut" }, "… the text begins before this"));
  nodes.push(element("p", { class: "words", dir: "auto" }, pieces(text, from, to, marks)));
  if (to < text.length) nodes.push(element("p", { class: "cut" }, "… the text goes on"));
  return nodes;
}

function windowOf(text, marks) {
  if (text.length <= 2 * AROUND) return [0, text.length];
  const first = marks.length === 0 ? 0 : marks[0].start;
  const last = marks.length === 0 ? 0 : Math.min(Math.max(...marks.map(({ end }) => end)), first + 2 * AROUND);
  return [Math.max(0, boundary(text, first - AROUND)), Math.min(text.length, boundary(text, last + AROUND))];
}

/** `at`, or one less where it would split a surrogate pair. */
function boundary(text, at) {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

/** The text between two places, cut wherever a mark begins or ends. */
function pieces(text, from, to, marks) {
  const paged = pager(text, from);
  const inside = (at) => Math.min(Math.max(at, from), to);
  const edges = new Set([from, to]);
  for (const { start, end } of marks) edges.add(inside(start)).add(inside(end));
  const cuts = [...edges].sort((a, b) => a - b);
  const nodes = [];
  const noted = new Set();
  const sorted = [...marks].sort((a, b) => a.start - b.start || b.end - a.end);
  let next = 0;
  let covering = [];
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    while (next < sorted.length && sorted[next].start <= cuts[at]) covering.push(sorted[next++]);
    covering = covering.filter(({ end }) => end > cuts[at]);
    const words = text.slice(cuts[at], cuts[at + 1]);
    if (covering.length === 0) {
      nodes.push(paged(words));
      continue;
    }
    const kinds = [...new Set(covering.map(({ kind }) => kind))].join(" ");
    const begins = covering.filter((mark) => mark.note !== null && !noted.has(mark));
    for (const mark of begins) noted.add(mark);
    const notes = begins.map(({ note }) => element("span", { class: "of-mark" }, note));
    nodes.push(element("mark", {
      class: kinds,
      "data-begins": begins.length > 0,
      tabindex: begins.length > 0 ? "-1" : null,
    }, notes, paged(words)));
  }
  return nodes;
}

/** Words of a text from `from` on, with the number of each page where its form feed begins it. */
function pager(text, from) {
  let page = text.slice(0, from).split("\f").length;
  return (words) => words.split("\f").flatMap((part, n) => (n === 0 ? [part] : [
    element("span", { class: "page" }, `page ${(page += 1)}`), part]));
}

/** A link to the words on the live page, where the manifest says where that is. */
function liveLink(source, [start, end]) {
  const { url } = records.sources[source];
  if (!url) return null;
  const words = textOf(source).slice(start, end).trim().split(/\s+/u);
  const encode = (words) => encodeURIComponent(words.join(" ")).replaceAll("-", "%2D");
  const directive = words.length <= 10 ? encode(words) : `${encode(words.slice(0, 5))},${encode(words.slice(-5))}`;
  const bare = url.split("#")[0];
  return element("a", { href: `${bare}#:~:text=${directive}`, rel: "noopener noreferrer" }, "on the live page");
}
