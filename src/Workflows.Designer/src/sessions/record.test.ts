import { expect, test } from "vitest";
import { allInFavour, blocksOf, countsOf, instantAt, momentNow, sentenceOf, type Entry, type Item, type Seat, type Session, type Written } from "./record";

const seat = (name: string, stays: Seat["stays"] = []): Seat => ({ name, roleLabel: "Integrante", holder: null, isVacant: false, holdsPresidency: false, isActing: false, alternates: [], stays });

const stay = (isTelematic: boolean, to: string | null = null): Seat["stays"][number] => ({ from: "2026-09-03T14:00:00Z", to, isTelematic, quality: "Holder", person: null });

const entry = (of: Partial<Written>): Written =>
  ({ id: "1", at: "2026-09-03T14:00:00Z", quality: "Holder", isTelematic: false, recordedAt: "", isVoided: false, isRepeated: false, ...of }) as Written;

test("an hour on a day of Santiago is an instant in winter and in summer", () => {
  expect(instantAt("2026-07-01", "10:30")).toBe("2026-07-01T14:30:00.000Z");
  expect(instantAt("2026-12-01", "9:05")).toBe("2026-12-01T12:05:00.000Z");
});

test.each(["", "10", "25:00", "10:75", "mañana"])("«%s» is no hour", (hour) => {
  expect(instantAt("2026-07-01", hour)).toBeUndefined();
});

test("an hour that clocks skip is no hour of that day", () => {
  expect(instantAt("2026-09-06", "0:30")).toBeUndefined();
});

test("now is the server's, and never before what is already written", () => {
  const session = { now: "2026-09-03T14:00:00Z", entries: [entry({ at: "2026-09-03T14:00:07Z" })] } as Session;

  expect(momentNow(session, [], 3_000)).toBe("2026-09-03T14:00:07.000Z");
  expect(momentNow(session, [], 9_000)).toBe("2026-09-03T14:00:09.000Z");
  expect(momentNow(session, [{ at: "2026-09-03T14:00:30Z" } as Entry], -5_000)).toBe("2026-09-03T14:00:30.000Z");
});

test("all in favour is a vote of each seat that may still vote, and of no other", () => {
  expect(allInFavour({ number: "2", mayVote: ["Dipres", "Subdere"] } as Item)).toEqual([
    { kind: "Vote", seat: "Dipres", item: "2", choice: "For" },
    { kind: "Vote", seat: "Subdere", item: "2", choice: "For" },
  ]);
});

test("the quorum has one block a seat: in the room, at a distance, absent, and who left is absent", () => {
  expect(blocksOf([seat("A"), seat("B", [stay(true)]), seat("C", [stay(false)]), seat("D", [stay(false, "2026-09-03T15:00:00Z")])])).toEqual([
    "present", "remote", "absent", "absent",
  ]);
});

test("each entry is a sentence, and an annulment says what it annuls", () => {
  const vote = entry({ id: "7", kind: "Vote", seat: "Subdere", item: "1", choice: "Against", reasons: "Falta el costo." });

  expect(sentenceOf(entry({ kind: "Enter", seat: "Dipres", isTelematic: true, quality: "Acting", person: "Otra persona" }))).toBe("Dipres (Otra persona) entra: telemática, subrogante.");
  expect(sentenceOf(entry({ kind: "Enter", guest: "Una experta" }))).toBe("Una experta entra: presencial, persona invitada.");
  expect(sentenceOf(vote)).toBe("Subdere en el punto 1: en contra. «Falta el costo.»");
  expect(sentenceOf(entry({ kind: "Vote", seat: "Subdere", item: "1" }))).toBe("Subdere en el punto 1: no vota: materia propia.");
  expect(sentenceOf(entry({ kind: "Void", voids: "7" }), (id) => (id === "7" ? vote : undefined))).toBe("Se anuló: Subdere en el punto 1: en contra. «Falta el costo.»");
});

test("who is where is counted in words, and nobody is said to be away from a vacant seat", () => {
  const seats = [seat("A"), seat("B", [stay(true)]), seat("C", [stay(false)]), { ...seat("D"), isVacant: true }];

  expect(countsOf(seats)).toBe("1 en la sala, 1 a distancia, 1 ausente, 1 vacante.");
  expect(blocksOf(seats)).toEqual(["present", "remote", "absent", "vacant"]);
});
