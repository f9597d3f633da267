import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ActForm } from "./ActForm";
import { AlertCard } from "./AlertCard";
import type { Alert } from "./alerts";

const alert: Alert = {
  id: "m", taskId: "t", level: 3, task: "Entregar el informe", institutionCode: "S", institution: "Servicio de ejemplo", process: "Formulación PMG 2027",
  deadline: "viernes 20/11/2026 a las 23:59 horas", legalTerm: "15 días hábiles", late: "8 días hábiles de atraso", next: "El lunes avisaremos a la Ministra o al Ministro.",
  before: "El nivel 2 recibió el aviso.", sentAt: null, title: "Subsecretario/a", isTaskOpen: true, raisedTo: null, canAct: true, acts: [], successors: [{ role: "r", label: "Jefatura" }],
};

test("an authority reads what is late, how it climbed and what follows, in the words of usted", () => {
  const html = renderToStaticMarkup(<MantineProvider><AlertCard alert={alert} /></MantineProvider>);

  for (const words of ["Espera su respuesta: 8 días hábiles de atraso", "Servicio de ejemplo · Formulación PMG 2027", "Actúa como Subsecretario/a.", "El lunes avisaremos"]) expect(html).toContain(words);
  expect(html).not.toMatch(/\b(tu|tus|actúas|puedes)\b/i);
});

test("there are three ways and one button, which says the chosen one", () => {
  const html = renderToStaticMarkup(<MantineProvider><ActForm alert={alert} isSending={false} problem={null} onAct={() => undefined} /></MantineProvider>);

  expect(html.match(/type="radio"/g)).toHaveLength(3);
  expect(html.match(/<button/g)).toHaveLength(1);
  expect(html).toMatch(/<button[^>]*type="submit".*Tomar conocimiento/);
});
