import { describe, expect, it } from "vitest";
import { isGoing, shareOf, standOf, type Job } from "./jobs";

const job = (some: Partial<Job>): Job => ({
  id: "1",
  kind: "import",
  title: "Importar personas y cargos",
  ownerName: "Coordinación",
  state: "Running",
  done: 0,
  total: null,
  progress: null,
  result: null,
  errors: [],
  fileName: null,
  isCancelling: false,
  createdAt: "2026-10-15T12:00:00Z",
  startedAt: null,
  endedAt: null,
  ...some,
});

describe("a job", () => {
  it("has no share while nobody knows how much there is", () => {
    expect(shareOf(job({}))).toBeNull();
    expect(shareOf(job({ total: 0 }))).toBeNull();
  });

  it("never shows more than all of it", () => {
    expect(shareOf(job({ done: 84, total: 168 }))).toBe(50);
    expect(shareOf(job({ done: 170, total: 168 }))).toBe(100);
  });

  it("is waited for until it ends, also while it is being cancelled", () => {
    expect(isGoing(job({ state: "Waiting" }))).toBe(true);
    expect(isGoing(job({ isCancelling: true }))).toBe(true);
    expect(isGoing(job({ state: "Failed" }))).toBe(false);
    expect(standOf(job({ isCancelling: true })).label).toBe("Se está cancelando");
    expect(standOf(job({ state: "Done" }))).toEqual({ label: "Terminado", tone: "done" });
  });
});
