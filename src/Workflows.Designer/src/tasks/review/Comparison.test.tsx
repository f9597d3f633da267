import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Comparison } from "./Comparison";

test("whoever judges sees every row, also those that did not change", () => {
  const form = [{ id: "nota", label: "Nota" }, { id: "meta", label: "Meta" }];
  const page = renderToStaticMarkup(
    <MantineProvider>
      <Comparison form={form} before={{ answers: { nota: "igual", meta: "90" } }} after={{ answers: { nota: "igual", meta: "95" } }} numbers={[1, 2]} />
    </MantineProvider>,
  );

  expect(page).toContain("Nota");
  expect(page).toContain("Meta: cambió");
});
