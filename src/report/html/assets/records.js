// The records of the run and the texts of the sources, and what can be said of them without the page.

const records = JSON.parse(document.getElementById("records").textContent);
const texts = new Map();

/** The text of a source by its number; read when it is first asked for. */
function textOf(source) {
  if (!texts.has(source)) {
    const element = document.getElementById(`text-${source}`);
    texts.set(source, element ? JSON.parse(element.textContent) : "");
  }
  return texts.get(source);
}

const VERDICTS = {
  supported: { symbol: "✓", verb: "supports", rank: 5 },
  refuted: { symbol: "✗", verb: "refutes", rank: 4 },
  missing: { symbol: "∅", verb: "missing", rank: 1 },
  ambiguous: { symbol: "?", verb: "ambiguous", rank: 2 },
  unread: { symbol: "…", verb: "unread", rank: 3 },
  silent: { symbol: "–", verb: "silent", rank: 6 },
};

/** What a role is called beside an answer. */
const ROLES = {
  per: "cited for it",
  but: "cited against it",
  count: "counted",
  absent: "absence checked",
  order: "order checked",
  together: "togetherness checked",
  probe: "found, not cited",
};

/** How an answer came to be: the role, the rung, the page. */
function howOf({ role, rung, page }) {
  return [ROLES[role] ?? role, rung, page === undefined ? null : `page ${page}`].filter(Boolean);
}

/** States that a claim can be filtered by, worst first: the order of the list is that of the matrix. */
const STATES = [
  { name: "fails", label: "fails", symbol: "✗", holds: (claim) => !claim.holds },
  { name: "unplaced", label: "could not be placed", symbol: "∅", holds: isUnplaced },
  { name: "review", label: "to review", symbol: "!", holds: (claim) => claim.review !== null },
  { name: "conflict", label: "conflict", symbol: "≠", holds: (claim) => claim.finding === "conflict" },
  { name: "attribution", label: "attribution", symbol: "≠", holds: (claim) => claim.finding === "attribution" },
  { name: "wording", label: "wording", symbol: "≠", holds: (claim) => claim.finding === "wording" },
  { name: "spelling", label: "spelling", symbol: "≠", holds: (claim) => claim.finding === "spelling" },
  { name: "disagree", label: "any disagreement", symbol: "≠", holds: disagrees },
  { name: "found", label: "found, not cited", symbol: "+", holds: isFound },
  { name: "waived", label: "waived", symbol: "~", holds: (claim) => claim.waived !== null },
  { name: "noted", label: "worth seeing", symbol: "i", holds: isNoted },
  { name: "holds", label: "holds", symbol: "✓", holds: (claim) => claim.holds && claim.waived === null },
];

function isUnplaced(claim) {
  return claim.answers.some(({ verdict }) => ["missing", "ambiguous", "unread"].includes(verdict));
}

/** Whether a source that the claim does not cite says otherwise, or the same. */
function isFound(claim) {
  return claim.answers.some(({ role }) => role === "probe");
}

function disagrees(claim) {
  return claim.finding !== null && claim.finding !== "agreement";
}

function isNoted(claim) {
  return claim.notes.some(({ rule }) => rule !== "waived");
}

/** The first state that the claim is in; that something was found besides is none to stand by itself. */
function stateOf(claim) {
  return STATES.find((state) => state.name !== "found" && state.holds(claim)) ?? STATES[STATES.length - 1];
}

/** What one source says to a claim in one cell: the worst of its answers, or why there is none. */
function cellOf(claim, source) {
  const answers = claim.answers.filter((answer) => answer.source === source);
  if (answers.length > 0) {
    return answers.reduce((a, b) => (VERDICTS[b.verdict].rank < VERDICTS[a.verdict].rank ? b : a));
  }
  if (claim.silent.includes(source)) return { source, verdict: "silent", values: [] };
  return null;
}

function valueOf(answer) {
  return answer.values.map(([canonical]) => canonical).join(", ");
}

/** Sources that answer, in order, each once. */
function sourcesOf(claim) {
  return [...new Set(claim.answers.map(({ source }) => source))];
}

const haystacks = new Map();

/** Everything of a claim that can be searched, in lower case. */
function haystackOf(claim) {
  if (!haystacks.has(claim)) {
    const words = [claim.id, claim.claim, ...claim.tags, claim.waived ?? ""];
    for (const answer of claim.answers) {
      words.push(records.sources[answer.source].id, answer.verdict, valueOf(answer));
      if (answer.speaker) words.push(answer.speaker[0]);
      for (const [start, end] of answer.places) words.push(textOf(answer.source).slice(start, end));
    }
    for (const remark of [...claim.failures, ...claim.notes]) words.push(remark.rule, remark.message);
    haystacks.set(claim, words.join("\n").toLowerCase());
  }
  return haystacks.get(claim);
}
