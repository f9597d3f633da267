import { hasRole, type Session } from "./session";

/**
 * The page to go on to: only one of ours, never another site's. Browsers drop tabs, turn «\» into «/» and resolve dots, so what counts is
 * what they make of the address.
 */
export function placeAfterLogin(wanted: string | null, origin: string = window.location.origin): string {
  if (!wanted?.startsWith("/") || !URL.canParse(wanted, origin)) return "/";
  const page = new URL(wanted, origin);
  const isOurs = page.origin === new URL(origin).origin && !page.pathname.startsWith("//");
  const isPage = page.pathname !== "/api" && !page.pathname.startsWith("/api/");

  return isOurs && isPage ? page.pathname + page.search + page.hash : "/";
}

/** Whether the person follows everybody: coordination, its technical secretariat, whoever runs or audits the server. */
export function coordinates(session: Session): boolean {
  return hasRole(session, "national.coordinator", "national.technicalSecretariat", "national.administrator", "national.auditor");
}

/** Whether the person decides about what coordination follows; others who follow it only read. */
export function decides(session: Session | null | undefined): boolean {
  return Boolean(session && hasRole(session, "national.coordinator", "national.administrator"));
}

/** The page that answers what this person comes for. */
export function homeOf(session: Session): string {
  return hasRole(session, "national.coordinator", "national.technicalSecretariat") ? "/coordinacion" : "/tareas";
}

/** The secret of a link after its «#», which browsers keep to themselves; with or without a name before it. */
export function secretIn(hash: string, name?: string): string {
  const text = hash.replace(/^#/, "");
  if (!name) return text;
  return text.startsWith(`${name}=`) ? text.slice(name.length + 1) : "";
}

/** What came of going to ClaveÚnica, when it did not end in a session. */
export function claveUnicaNotice(word: string | null): { title: string; detail: string } | undefined {
  if (word === "desconocido") {
    return {
      title: "Nadie tiene tu RUN en este sistema",
      detail: "ClaveÚnica confirmó quién eres, pero tu cuenta no tiene ese RUN. Pide a quien administra el sistema que lo agregue, o ingresa con tu correo y tu clave.",
    };
  }
  if (word) return { title: "No se pudo ingresar con ClaveÚnica", detail: "La respuesta no llegó completa o la cancelaste. Vuelve a intentarlo, o ingresa con tu correo y tu clave." };
  return undefined;
}

/** The places a person may act for, each once. */
export function placesOf(session: Session): { code: string; name: string }[] {
  const places = new Map(session.posts.map((post) => [post.scopeCode, post.scopeName]));
  return [...places].map(([code, name]) => ({ code, name }));
}
