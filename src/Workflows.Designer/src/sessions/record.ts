import type { Api } from "../api/client";
import { hourOf } from "../ui/dates";

export type Session = Api["SessionRecordView"];
export type Seat = Api["SessionSeat"];
export type Item = Api["SessionItemView"];
export type Entry = Api["RecordSessionEntriesEntry"];
export type Written = Api["SessionEntryView"];

/** What a person means to write; its id and its hour come when it is sent. */
export type Fact = Omit<Entry, "id" | "at" | "isTelematic" | "quality"> & Partial<Pick<Entry, "isTelematic" | "quality">>;

const qualityLabels: Record<string, string> = { Holder: "titular", Acting: "subrogante", Alternate: "suplente" };

export const voteLabels: Record<string, string> = { For: "A favor", Against: "En contra", Abstain: "Se abstiene" };

export const ownMatter = "No vota: materia propia";

export const outcomeLabels: Record<string, string> = {
  Approved: "Aprobado por los votos",
  Rejected: "Rechazado por los votos",
  Tied: "Empate sin dirimir",
  NoQuorum: "Sin quórum al decidir",
  Open: "Faltan votos",
};

/** The stay somebody has in a seat now; nothing while it is empty. */
export const stayOf = (seat: Seat) => seat.stays.find((stay) => stay.to === null || stay.to === undefined);

/** «Presencial, subrogante». */
export const howOf = (stay: { isTelematic: boolean; quality?: string }) =>
  `${stay.isTelematic ? "Telemática" : "Presencial"}${stay.quality && stay.quality !== "Holder" ? `, ${qualityLabels[stay.quality]}` : ""}`;

/** All who may still vote on an item, in favour: a vote for each seat, so that each is in the record. */
export const allInFavour = (item: Item): Fact[] => item.mayVote.map((seat) => ({ kind: "Vote", seat, item: item.number, choice: "For" }));

/** What a long list of votes is opened by: «Votos de 40 asientos: faltan 3». */
export function foldedVotes(item: Item, seats: number): string {
  const missing = item.mayVote.length;
  const said = `Votos de ${seats} asientos`;
  if (missing === 0) return said;
  return missing === 1 ? `${said}: falta 1` : `${said}: faltan ${missing}`;
}

/** The hour that a person wrote, on a day, as an instant of Santiago; nothing when it is no hour. */
export function instantAt(day: string, hour: string): string | undefined {
  const [, h, m] = /^(\d{1,2}):(\d{2})$/.exec(hour.trim()) ?? [];
  if (h === undefined || m === undefined || Number(h) > 23 || Number(m) > 59) return undefined;
  const wanted = `${h.padStart(2, "0")}:${m}`;
  // Santiago is three or four hours behind, and in one night of the year an hour is skipped.
  const found = ["-03:00", "-04:00"].map((offset) => new Date(`${day}T${wanted}:00${offset}`)).find((at) => hourOf(at.toISOString()) === wanted);
  return found?.toISOString();
}

/**
 * Now, by the server's clock, because a session is written by many machines. What happens now never comes before what is already written:
 * a slow answer would make somebody vote before they came in.
 *
 * @param elapsed Milliseconds since the server said what time it is.
 */
export function momentNow(session: Session, waiting: readonly Entry[], elapsed: number): string {
  const written = [...session.entries, ...waiting].map((entry) => Date.parse(entry.at));
  return new Date(written.reduce((latest, at) => Math.max(latest, at), Date.parse(session.now) + Math.max(0, elapsed))).toISOString();
}

/** From how many seats on a room is read in parts: before, everybody fits in one look. */
export const manySeats = 12;

/** Seats of a room by where they stand: missing, in, with nobody to come. */
export function partsOf(seats: readonly Seat[]) {
  return {
    away: seats.filter((seat) => !seat.isVacant && !stayOf(seat)),
    here: seats.filter((seat) => stayOf(seat)),
    vacant: seats.filter((seat) => seat.isVacant && !stayOf(seat)),
  };
}

/** «6 en la sala, 3 a distancia, 4 ausentes, 2 vacantes.» */
export function countsOf(seats: readonly Seat[]): string {
  const { away, here, vacant } = partsOf(seats);
  const remote = here.filter((seat) => stayOf(seat)?.isTelematic).length;
  const parts = [`${here.length - remote} en la sala`];
  if (remote > 0) parts.push(`${remote} a distancia`);
  parts.push(away.length === 1 ? "1 ausente" : `${away.length} ausentes`);
  if (vacant.length > 0) parts.push(vacant.length === 1 ? "1 vacante" : `${vacant.length} vacantes`);
  return `${parts.join(", ")}.`;
}

/** The quorum as blocks: who counts, who attends without counting and who is missing. */
export function blocksOf(seats: readonly Seat[]): ("present" | "remote" | "absent" | "vacant")[] {
  const order = { present: 0, remote: 1, absent: 2, vacant: 3 };
  return seats
    .map((seat) => {
      const stay = stayOf(seat);
      if (stay) return stay.isTelematic ? "remote" : "present";
      return seat.isVacant ? "vacant" : "absent";
    })
    .sort((one, other) => order[one] - order[other]);
}

/** What an entry says, in one sentence. */
export function sentenceOf(entry: Fact | Written, find: (id: string) => Written | undefined = () => undefined): string {
  const who = entry.seat ?? entry.guest ?? "";
  switch (entry.kind) {
    case "Enter": {
      const person = entry.person ? ` (${entry.person})` : "";
      return `${who}${person} entra: ${howOf({ isTelematic: entry.isTelematic ?? false, quality: entry.seat ? (entry.quality ?? "Holder") : "Holder" }).toLowerCase()}${entry.guest ? ", persona invitada" : ""}.`;
    }
    case "Leave":
      return `${who} sale.`;
    case "Preside":
      return `Preside ${who}.`;
    case "Quorum":
      return "Se contó el quórum.";
    case "Vote":
      return `${who} en el punto ${entry.item}: ${(entry.choice ? voteLabels[entry.choice]! : ownMatter).toLowerCase()}.${entry.reasons ? ` «${entry.reasons}»` : ""}`;
    case "Unanimous":
      return `Punto ${entry.item}: acuerdo unánime, sin votación.`;
    case "Void": {
      const mistake = find(entry.voids ?? "");
      return `Se anuló: ${mistake ? sentenceOf(mistake) : "un registro"}`;
    }
    default:
      return entry.kind;
  }
}
