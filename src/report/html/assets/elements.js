// Makes elements. Words only ever become text nodes, and what would steer the direction of writing
// or cannot be seen is spelled out.

const OBEYED = /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** An element with attributes and children; strings become safe text, `null` children are left out. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false || value === undefined) continue;
    if (name === "onclick") made.addEventListener("click", value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  append(made, ...children);
  return made;
}

function append(parent, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined) continue;
    if (typeof child === "string") parent.append(...safe(child));
    else parent.append(child);
  }
}

/** Text nodes of `words`, and an element for each character that is spelled out. */
function safe(words) {
  const nodes = [];
  let from = 0;
  for (const match of words.matchAll(OBEYED)) {
    if (match.index > from) nodes.push(document.createTextNode(words.slice(from, match.index)));
    const code = document.createElement("span");
    code.className = "control";
    code.textContent = `\\u{${match[0].codePointAt(0).toString(16)}}`;
    nodes.push(code);
    from = match.index + match[0].length;
  }
  if (from < words.length) nodes.push(document.createTextNode(words.slice(from)));
  return nodes;
}

/** A message, in which things stand in back-ticks. */
function message(words) {
  const parts = words.split("`");
  if (parts.length % 2 === 0) return [words];
  return parts.map((part, n) => (n % 2 === 0 ? part : element("code", {}, part)));
}

/** Words for a screen reader alone. */
function unseen(words) {
  return element("span", { class: "unseen" }, words);
}

function symbol(sign) {
  return element("span", { class: "symbol", "aria-hidden": "true" }, sign);
}

/** A statement with its braces opened and its values marked. */
function statement(claim) {
  const nodes = [];
  for (const [, text, value] of claim.matchAll(/([^{}]+|\{\{|\}\})|\{((?:[^{}]|\{\{|\}\})*)\}/gu)) {
    const words = (text ?? value).replaceAll("{{", "{").replaceAll("}}", "}");
    nodes.push(text === undefined ? element("b", { class: "value" }, words) : words);
  }
  return element("bdi", {}, nodes);
}

/** A word diff: each piece is what both have, what only the first has, or what only the second has. */
function wordDiff(pieces) {
  return element("bdi", {}, pieces.map(([tag, words]) => {
    const space = words.endsWith(" ") ? " " : null;
    if (tag === "-") return [element("del", {}, unseen("[-"), words.trimEnd(), unseen("-]")), space];
    if (tag === "+") return [element("ins", {}, unseen("{+"), words.trimEnd(), unseen("+}")), space];
    return words;
  }));
}
