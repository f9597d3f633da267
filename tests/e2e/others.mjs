import { createHash, createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer as createHttpServer } from "node:http";
import { createServer as createTcpServer } from "node:net";

// Programs of others that a server talks to, as small as a journey needs them.

const clientId = "flujos";
const clientSecret = "secreto-de-flujos-de-treinta-y-dos-letras";

/** An office's identity provider: whoever arrives is the person with this address. It asks nothing and shows one page with one button. */
export async function openIdentityProvider(email) {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const codes = new Map();
  const server = createHttpServer((request, response) => {
    const url = new URL(request.url, address());
    const json = (body, status = 200) => response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
    const routes = {
      "/realms/office/.well-known/openid-configuration": () =>
        json({
          issuer: authority(), authorization_endpoint: `${address()}/authorize`, token_endpoint: `${address()}/token`, jwks_uri: `${address()}/keys`,
          response_types_supported: ["code"], subject_types_supported: ["public"], id_token_signing_alg_values_supported: ["RS256"],
        }),
      "/keys": () => json({ keys: [{ ...publicKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "clave-1" }] }),
      "/authorize": () => {
        const code = randomUUID();
        codes.set(code, { challenge: url.searchParams.get("code_challenge"), nonce: url.searchParams.get("nonce") });
        const back = `${url.searchParams.get("redirect_uri")}?${new URLSearchParams({ code, state: url.searchParams.get("state") })}`;
        response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
        response.end(`<!doctype html><html lang="es"><title>Cuenta institucional</title><h1>Cuenta institucional</h1><p>Eres ${email}.</p><a href="${back.replaceAll("&", "&amp;")}">Continuar</a>`);
      },
      "/token": async () => {
        let text = "";
        for await (const part of request) text += part;
        const form = new URLSearchParams(text);
        const given = codes.get(form.get("code"));
        codes.delete(form.get("code"));
        const challenge = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
        if (!given || given.challenge !== challenge || form.get("client_secret") !== clientSecret) return json({ error: "invalid_grant" }, 400);
        json({ access_token: "acceso", token_type: "Bearer", expires_in: 60, id_token: tokenOf(given.nonce) });
      },
    };
    (routes[url.pathname] ?? (() => response.writeHead(404).end()))();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

  const address = () => `http://127.0.0.1:${server.address().port}`;
  const authority = () => `${address()}/realms/office`;
  const tokenOf = (nonce) => {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: authority(), aud: clientId, sub: "f3a1", email, email_verified: true, nonce, iat: now - 60, nbf: now - 60, exp: now + 300 };
    const signed = `${part({ alg: "RS256", typ: "JWT", kid: "clave-1" })}.${part(claims)}`;
    return `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey).toString("base64url")}`;
  };
  return {
    settings: { OpenId__Authority: authority(), OpenId__ClientId: clientId, OpenId__ClientSecret: clientSecret, OpenId__Name: "la cuenta de tu institución" },
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

/** A clamd that can judge nothing until it is mended. */
export async function openAntivirus() {
  let answer = "INSTREAM size limit exceeded. ERROR";
  const server = createTcpServer((socket) => {
    let tail = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (part) => {
      // An empty chunk ends what is sent.
      tail = Buffer.concat([tail, part]).subarray(-4);
      if (tail.length === 4 && tail.readUInt32BE(0) === 0) socket.end(`${answer}\0`);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    settings: { Antivirus__Host: "127.0.0.1", Antivirus__Port: String(server.address().port), Antivirus__TimeoutSeconds: "20" },
    mend: () => {
      answer = "stream: OK";
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
