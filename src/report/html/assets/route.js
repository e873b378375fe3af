// The state of the page, as it stands behind the `#` of its address: `#claim=topic::name&at=000`.

const KEYS = ["claim", "at", "state", "topic", "tag", "source", "q", "order"];
let route = {};

/** Reads the address; what cannot be read is left out. */
function readRoute() {
  const read = {};
  for (const part of location.hash.slice(1).split("&")) {
    const at = part.indexOf("=");
    const key = part.slice(0, at);
    if (!KEYS.includes(key)) continue;
    try {
      read[key] = decodeURIComponent(part.slice(at + 1));
    } catch {
      continue;
    }
  }
  return read;
}

function addressOf(route) {
  const plain = (value) => encodeURIComponent(value).replaceAll("%3A", ":").replaceAll("%2F", "/");
  const parts = KEYS.filter((key) => route[key]).map((key) => `${key}=${plain(route[key])}`);
  return `#${parts.join("&")}`;
}

/** Goes to the state that differs from the present one by `changes`. */
function go(changes, { replace = false } = {}) {
  const next = { ...route, ...changes };
  for (const key of KEYS) if (!next[key]) delete next[key];
  const address = addressOf(next);
  if (address !== location.hash && !(address === "#" && location.hash === "")) {
    if (replace) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }
  show(next);
}
