import type { ReactNode } from "react";
import type { Api } from "../../api/client";
import type { Policy } from "../../deadlines/policies";
import { isPart, type Activity } from "../draft/document";
import { read, valued, write } from "../inputs/inputs";
import type { Desk } from "./desk";
import { LadderList } from "./LadderList";

type Props = { activity: Activity; kind: Api["PaletteStep"] | undefined; desk: Desk; children: ReactNode };

/** Whom a step tells: when it is late, level by level, and when it is done. */
export function NoticesTab({ activity, kind, desk, children }: Props) {
  const deadline = kind?.inputs.find(({ editor }) => editor === "deadline");
  const state = deadline && read(activity, deadline.name, "deadline");
  const change = (policy: Policy) =>
    desk.onCommand({
      do: "set", step: activity.id, input: deadline!.name, called: "Avisos",
      value: write(activity, deadline!.name, "deadline", valued(policy)),
    });

  return (
    <>
      {state?.kind === "value" && isPart(state.value) && <LadderList policy={state.value as Policy} onChange={change} />}
      {state?.kind === "unset" && <p className="support">Sin plazo nada se atrasa, y nadie recibe un aviso. Ponlo en «Plazo».</p>}
      {(state?.kind === "expression" || state?.kind === "variable" || state?.kind === "foreign") && (
        <p className="support">Los avisos vienen con la fórmula del plazo: están en «Plazo».</p>
      )}
      {children}
    </>
  );
}
