import { answerOf, api } from "../api/client";
import type { CommandHeaders } from "../api/useCommand";
import type { Choice } from "../ui/Choices";

/** What an act may do to the term of open tasks. */
export type TermAct = "date" | "newTerm" | "suspension" | "office";

export const termActs: readonly Choice<TermAct>[] = [
  { value: "date", label: "Fija otra fecha", description: "El plazo que corre vence ese día; nada se le suma." },
  { value: "newTerm", label: "Da un plazo nuevo", description: "También si el anterior ya venció: sus avisos empiezan otra vez." },
  { value: "suspension", label: "Suspende el plazo", description: "Esos días no corren, y lo que quedaba corre después." },
  { value: "office", label: "Amplía de oficio", description: "Más días a un plazo que corre: con las prórrogas, hasta la mitad (Ley 19.880 art. 26)." },
];

/** What may be written of an act. Each act asks for some of it and leaves the rest. */
export type Written = { date: string; hour: string; from: string; to: string; days: string | number };

export const nothingWritten: Written = { date: "", hour: "", from: "", to: "", days: "" };

type TermChange = { kind: "date"; deadline: string; newTerm: boolean } | { kind: "suspension"; from: string; to: string } | { kind: "office"; days: number };

/** The change an act asks for: what was written for another act before choosing this one is no part of it. */
export function changeBy(act: TermAct, { date, hour, from, to, days }: Written): TermChange {
  if (act === "suspension") return { kind: "suspension", from, to };
  if (act === "office") return { kind: "office", days: Number(days) };
  return { kind: "date", deadline: hour ? `${date}T${hour}` : date, newTerm: act === "newTerm" };
}

/** How the field of the act tells what to cite. */
export function normOf(act: TermAct): string {
  const does = { date: "La norma o el acto que fija la fecha", newTerm: "El acto que da el plazo", suspension: "El acto que suspende", office: "El acto que amplía" }[act];
  return `${does}, como «Res. Ex. 123 de 2026».`;
}

/** Some tasks, or one step of many processes. */
export type Reached = { taskIds: string[] } | { instanceIds: string[]; activityId: string };

export type Asked = { reached: Reached; change: TermChange };

export function propose({ reached, change, norm, reason }: Asked & { norm: string; reason: string }, header: CommandHeaders) {
  const grounds = { norm, reason };
  const params = { header };
  switch (change.kind) {
    case "suspension":
      return answerOf(api.POST("/api/calendar/proposals/suspensions", { params, body: { ...reached, ...grounds, from: change.from, to: change.to } }));
    case "office":
      return answerOf(api.POST("/api/calendar/proposals/office-extensions", { params, body: { ...reached, ...grounds, days: change.days } }));
    case "date": {
      const date = { ...grounds, deadline: change.deadline, newTerm: change.newTerm };
      return "taskIds" in reached
        ? answerOf(api.POST("/api/calendar/proposals/dates", { params, body: { ...reached, ...date } }))
        : answerOf(api.POST("/api/calendar/proposals/step-dates", { params, body: { ...reached, ...date } }));
    }
  }
}
