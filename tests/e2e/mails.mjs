/** A mail as its reader sees it: to whom, about what, and its plain text. */
export function readMail(file) {
  const [head, ...rest] = file.replaceAll("\r\n", "\n").split("\n\n");
  const header = (name) => words(new RegExp(`^${name}: ?(.*(?:\n[ \t].*)*)`, "im").exec(head)?.[1] ?? "");
  const to = [...header("To").matchAll(/[\w.+-]+@[\w.-]+/g)].map(([address]) => address);
  const copy = [...header("Cc").matchAll(/[\w.+-]+@[\w.-]+/g)].map(([address]) => address);
  return { id: header("Message-ID"), to, copy, subject: header("Subject"), text: textOf(head, rest.join("\n\n")) };
}

/** The secret of a personal link, which only its reader has. */
export function linkIn(mail) {
  return /\/acuse#[A-Za-z0-9_-]{43}/.exec(mail.text)?.[0];
}

function textOf(head, body) {
  const boundary = /boundary="?([^"\n;]+)/i.exec(head)?.[1];
  if (!boundary) return /text\/plain/i.test(head) ? decoded(head, body) : "";
  return body
    .split(`--${boundary}`)
    .map((part) => {
      const [partHead, ...rest] = part.replace(/^\n/, "").split("\n\n");
      return textOf(partHead, rest.join("\n\n"));
    })
    .find((text) => text !== "") ?? "";
}

function decoded(head, body) {
  const way = /content-transfer-encoding: ?(\S+)/i.exec(head)?.[1]?.toLowerCase();
  if (way === "base64") return Buffer.from(body, "base64").toString("utf8");
  return way === "quoted-printable" ? quoted(body.replaceAll("=\n", "")) : body;
}

const quoted = (text) => Buffer.from(text.replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))), "latin1").toString("utf8");

/** Headers with letters that are not ASCII travel in encoded words. */
function words(text) {
  return text
    .replaceAll(/\n[ \t]/g, " ")
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, way, word) => (way.toUpperCase() === "B" ? Buffer.from(word, "base64").toString("utf8") : quoted(word.replaceAll("_", " "))));
}
