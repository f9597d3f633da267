import { expect, test } from "vitest";
import { placeAfterLogin } from "./places";

test("after entering, a person goes on to the page they wanted", () => {
  expect(placeAfterLogin("/tareas/7?vista=plazo")).toBe("/tareas/7?vista=plazo");
});

test.each([null, "", "https://otro.example", "//otro.example", "/\\otro.example", "javascript:alert(1)"])(
  "an address that is not ours leads to the start: %j",
  (wanted) => {
    expect(placeAfterLogin(wanted)).toBe("/");
  },
);
