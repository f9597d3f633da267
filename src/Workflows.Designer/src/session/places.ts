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
  if (hasRole(session, "ministry.minister", "ministry.undersecretary")) return "/alertas";
  if (hasRole(session, "ministry.cabinet")) return "/semana";
  return hasRole(session, "national.coordinator", "national.technicalSecretariat") ? "/coordinacion" : "/tareas";
}

/** The secret of a link after its «#», which browsers keep to themselves; with or without a name before it. */
export function secretIn(hash: string, name?: string): string {
  const text = hash.replace(/^#/, "");
  if (!name) return text;
  return text.startsWith(`${name}=`) ? text.slice(name.length + 1) : "";
}

/** The address that waits to be confirmed, for the page to show; what counts is in a cookie that only the server reads. */
export function addressToConfirm(hash: string): string {
  const text = secretIn(hash, "confirmar");
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Notice = { title: string; detail: string };

/** What came of going to ClaveÚnica, when it did not end in a session. */
export function claveUnicaNotice(word: string | null): Notice | undefined {
  if (word === "desconocido") {
    return {
      title: "Nadie tiene tu RUN en este sistema",
      detail: "ClaveÚnica confirmó quién eres, pero tu cuenta no tiene ese RUN. Pide a quien administra el sistema que lo agregue, o ingresa con tu correo y tu clave.",
    };
  }
  if (word) return { title: "No se pudo ingresar con ClaveÚnica", detail: "La respuesta no llegó completa o la cancelaste. Vuelve a intentarlo, o ingresa con tu correo y tu clave." };
  return undefined;
}

const institutionalNotices: Record<string, Notice> = {
  desconocido: {
    title: "Nadie tiene tu correo institucional en este sistema",
    detail: "Tu institución confirmó quién eres, pero aquí no hay una persona activa con ese correo. Pide a quien administra el sistema que te registre con él, o ingresa con tu correo y tu clave.",
  },
  "sin-correo": {
    title: "Tu institución no confirmó tu correo",
    detail: "Sin esa confirmación no podemos saber quién eres aquí. Ingresa con tu correo y tu clave, y avisa a quien administra el sistema.",
  },
  "sin-clave": {
    title: "Todavía no eliges una clave en este sistema",
    detail: "La necesitas una vez, para confirmar que la cuenta institucional es tuya. Usa el enlace de tu invitación, o «¿Olvidaste tu clave?», y vuelve a intentarlo.",
  },
  otra: {
    title: "Tu correo está unido a otra cuenta institucional",
    detail: "Si tu institución te dio una cuenta nueva, ingresa con tu correo y tu clave, sepárala en «Mi cuenta» y vuelve a intentarlo. Si no es así, avisa a quien administra el sistema.",
  },
  caido: { title: "El ingreso de tu institución no responde", detail: "Vuelve a intentarlo en unos minutos, o ingresa con tu correo y tu clave." },
};

/** What came of going to the institution's own login, when it did not end in a session. */
export function institutionalNotice(word: string | null): Notice | undefined {
  if (!word) return undefined;
  if (Object.hasOwn(institutionalNotices, word)) return institutionalNotices[word];
  return { title: "No se pudo ingresar con tu cuenta institucional", detail: "La respuesta no llegó completa o la cancelaste. Vuelve a intentarlo, o ingresa con tu correo y tu clave." };
}

/** A place a person may act for, with the posts they have there; «(S)» stands after the post of whoever they substitute. */
export type ActingPlace = { code: string; name: string; posts: string[] };

/** The places a person may act for, each once. */
export function placesOf(session: Session): ActingPlace[] {
  const places = new Map<string, ActingPlace>();
  for (const post of session.posts) {
    const place = places.get(post.scopeCode) ?? { code: post.scopeCode, name: post.scopeName, posts: [] };
    places.set(post.scopeCode, { ...place, posts: [...new Set([...place.posts, post.isSubstitute ? `${post.roleLabel} (S)` : post.roleLabel])] });
  }
  return [...places.values()];
}
