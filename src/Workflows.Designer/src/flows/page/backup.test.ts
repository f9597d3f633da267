import { expect, it } from "vitest";
import { forget, keep, kept } from "./backup";

class Shelf implements Storage {
  [name: string]: unknown;
  private readonly things = new Map<string, string>();
  constructor(private readonly room = 1_000_000) {}
  get length() {
    return this.things.size;
  }
  clear = () => this.things.clear();
  key = (at: number) => [...this.things.keys()][at] ?? null;
  getItem = (name: string) => this.things.get(name) ?? null;
  removeItem = (name: string) => void this.things.delete(name);
  setItem = (name: string, value: string) => {
    if (value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.things.set(name, value);
  };
}

const place = { person: "ana", definitionId: "f" };
const document = { definitionId: "f", root: { activities: [] } };

it("keeps what the server did not get, for the person who drew it alone", () => {
  const shelf = new Shelf();
  keep(place, { eTag: '"1"', document }, shelf);

  expect(kept(place, shelf)).toEqual({ eTag: '"1"', document });
  expect(kept({ ...place, person: "luis" }, shelf)).toBeNull();
  forget(place, shelf);
  expect(kept(place, shelf)).toBeNull();
});

it("goes on without where a browser has no room or kept something else", () => {
  const shelf = new Shelf(10);
  expect(() => keep(place, { eTag: '"1"', document }, shelf)).not.toThrow();
  const odd = new Shelf();
  odd.setItem("workflows.flow.ana.f", "{");
  expect(kept(place, odd)).toBeNull();
  odd.setItem("workflows.flow.ana.f", JSON.stringify({ eTag: '"1"', document: { definitionId: "otro", root: {} } }));
  expect(kept(place, odd)).toBeNull();
});
