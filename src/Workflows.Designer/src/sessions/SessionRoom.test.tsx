import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Session } from "./record";
import { SessionRoom } from "./SessionRoom";

const at = "2026-09-03T14:30:00Z";
const stay = { from: "2026-09-03T14:02:00Z", to: null, isTelematic: true, quality: "Acting" as const, person: "Otra persona" };

const session: Session = {
  taskId: "t", canWrite: true, now: at, bodyName: "Comité Técnico del PMG", norm: "Reglamento del PMG", call: 1, date: "2026-09-03", hour: "10:00:00",
  presiding: null, hasPresidency: true, counts: [], guests: [], expectedGuests: ["Una experta"],
  quorum: { at, attending: 1, needed: 3, isReached: false, by: null, lines: [{ text: "No hay quórum: asisten 1 y se necesitan 3.", norm: "Reglamento del PMG" }] },
  seats: [
    { name: "Dipres", roleLabel: "Presidencia de comité", holder: "Titular", isVacant: false, holdsPresidency: true, isActing: false, alternates: [], stays: [stay] },
    { name: "Subdere", roleLabel: "Integrante de comité", holder: null, isVacant: true, holdsPresidency: false, isActing: false, alternates: [], stays: [] },
  ],
  items: [
    {
      number: "1", title: "Plan anual", at: null, isUnanimous: false, inFavour: null, against: null, abstentions: null, votes: [], mayVote: ["Dipres"], lines: [],
      problems: ["no consta quién presidía cuando se decidió: registra quién preside."],
    },
  ],
  entries: [
    {
      id: "1", kind: "Vote", at, seat: "Subdere", guest: null, guestPost: null, isTelematic: false, quality: "Holder", person: null, item: "1", choice: "For", reasons: null, voids: null,
      recordedBy: "Secretaría", recordedAt: at, isVoided: false, uncounted: "El asiento «Subdere» no asiste: no vota.", isRepeated: false,
    },
  ],
};

function drawn(of: Partial<Session>) {
  const queries = new QueryClient();
  queries.setQueryData(["/api/tasks", "t", "session"], { ...session, ...of });
  return renderToStaticMarkup(
    <MantineProvider>
      <QueryClientProvider client={queries}>
        <SessionRoom taskId="t" />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

test("the secretariat reads the quorum with its norm, who is in and how, and what stands in the way of closing", () => {
  const page = drawn({});

  expect(page).toContain("No hay quórum: asisten 1 y se necesitan 3.");
  expect(page).toContain("Reglamento del PMG");
  expect(page).toMatch(/Telemática, subrogante, desde las 10:02.*: Otra persona/);
  expect(page).toContain("Vacante");
  expect(page).toContain("Nadie todavía: registra quién preside");
  expect(page).toContain("Antes de cerrar: no consta quién presidía");
  expect(page).toContain("No cuenta: El asiento «Subdere» no asiste: no vota.");
});

test("what it may write has a name of its own for each seat and item", () => {
  const page = drawn({});

  for (const label of ["Sale: Dipres", "Preside: Dipres", "Todos los presentes a favor: punto 1", "Unánime, sin votación: punto 1", "Voto de Dipres en el punto 1"]) {
    expect(page).toContain(`aria-label="${label}"`);
  }
  expect(page).not.toContain('aria-label="Entra: Subdere"');
  expect(page).toContain("Entra Una experta");
});

test("whoever only reads gets the same record without anything to press", () => {
  const page = drawn({ canWrite: false });

  expect(page).toContain("Plan anual");
  expect(page).toContain("No cuenta: El asiento «Subdere» no asiste: no vota.");
  expect(page).not.toContain("<button");
  expect(page).not.toContain("<select");
});

test("a room of forty seats is read in parts, each opened by how many it has", () => {
  const [seat] = session.seats;
  const named = (name: string, of: Partial<Session["seats"][number]>) => ({ ...seat!, name, ...of });
  const seats = Array.from({ length: 40 }, (_, i) => named(`Asiento ${i + 1}`, { isVacant: i >= 36, stays: i < 6 ? [stay] : [] }));
  const page = drawn({ seats, items: [{ ...session.items[0]!, mayVote: seats.slice(0, 20).map(({ name }) => name) }] });

  expect(page).toContain("0 en la sala, 6 a distancia, 30 ausentes, 4 vacantes.");
  for (const part of ["Faltan: 30", "Están: 6", "Vacantes: 4", "Votos de 20 asientos: faltan 20"]) {
    expect(page).toContain(`<summary>${part}</summary>`);
  }
  expect(page).toMatch(/Entran los .*30.* que faltan/);
});

test("a room that fits in one look is one table", () => {
  expect(drawn({})).not.toContain("Buscar un asiento");
});
