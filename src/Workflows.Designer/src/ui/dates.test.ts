import { expect, test } from "vitest";
import { dayOf, hourOf, longDate, longDateTime, longDay, shortDateTime } from "./dates";

test("an instant is told by the clock of Santiago, in winter and in summer", () => {
  expect(longDateTime("2026-07-01T03:59:59Z")).toBe("martes 30/06/2026 a las 23:59 horas");
  expect(longDateTime("2026-12-01T02:59:59Z")).toBe("lunes 30/11/2026 a las 23:59 horas");
});

test("midnight is 00:00, never 24:00", () => {
  expect(shortDateTime("2026-07-01T04:00:00Z")).toBe("01/07/2026 00:00");
});

test("the night the clocks change keeps its day", () => {
  expect(longDate("2026-09-06T04:00:00Z")).toBe("domingo 06/09/2026");
});

test("a day and an hour are those of Santiago, also when it is already tomorrow in London", () => {
  expect(dayOf("2026-12-01T02:59:59Z")).toBe("2026-11-30");
  expect(hourOf("2026-12-01T02:59:59Z")).toBe("23:59");
});

test("a civil date is the same day everywhere", () => {
  expect(longDay("2026-03-09")).toBe("lunes 09/03/2026");
});
