import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LadderPicture } from "./LadderPicture";

test("a ladder is read as a list of people, each with how long before or after", () => {
  const html = renderToStaticMarkup(<LadderPicture ladder={[{ level: 1, workingDaysAfter: 1, recipients: ["institution.head"] }]} reminders={[5]} days={["2026-12-01"]} />);
  const said = html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

  expect(html.match(/<li/g)).toHaveLength(3);
  expect(said).toContain("5 días hábiles antes Recordatorio a quien tiene la tarea");
  expect(said).toContain("1 día hábil después Jefe/a superior de servicio martes 01/12/2026");
});
