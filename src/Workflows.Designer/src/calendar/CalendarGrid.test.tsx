import { renderToStaticMarkup } from "react-dom/server";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import { MonthGrid } from "./CalendarGrid";
import type { Year } from "./grid";

const found = {
  year: 2026, holidays: [{ date: "2026-12-08", name: "Inmaculada Concepción", counts: true }], awkward: [{ date: "2026-12-07", kind: "sandwich", text: "Único día hábil entre días inhábiles." }],
  falling: [{ date: "2026-12-18", deadlines: 31 }],
} as unknown as Year;
const session = {
  kind: "Session" as const, at: "2026-12-09T18:00:00Z", label: "Comité de Ciudad", definitionId: "comite-sesion", flowName: "Sesión", year: null, activityId: "sesion", processes: 1, processId: "p1",
};

test("a month says what falls on each day, and a session is opened from its day", () => {
  const html = renderToStaticMarkup(
    <MemoryRouter>
      <MonthGrid month={12} found={found} next={[{ date: "2026-12-09", dates: [session] }]} today="2026-12-02" />
    </MemoryRouter>,
  );

  for (const words of ["Inmaculada Concepción", "Único día hábil entre días inhábiles.", "Vencen 31 tareas"]) expect(html).toContain(words);
  expect(html).toMatch(/href="\/procesos\/p1"[^>]*>15:00 Comité de Ciudad/);
  expect(html.match(/aria-current="date"/g)).toHaveLength(1);
});
