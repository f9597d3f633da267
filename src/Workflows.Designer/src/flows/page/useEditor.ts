import { useCallback, useMemo, useReducer } from "react";
import { performed, type Command } from "../draft/commands";
import type { FlowDocument } from "../draft/document";
import { draftOf, redone, settled, undone, type Draft } from "../draft/draft";
import { labelOfPort, type Palette } from "../draft/palette";

/** What somebody has before them: the draft, what is chosen in it, and what their last edit meant. */
type Desk = { draft: Draft; chosen: readonly string[]; said: string };

type Act = Command | { do: "undo" } | { do: "redo" } | { do: "settle" } | { do: "choose"; steps: readonly string[] } | { do: "replace"; document: FlowDocument };

/** A draft that is edited by commands, one undo for each batch. */
export function useEditor(first: FlowDocument, palette: Palette) {
  const [desk, dispatch] = useReducer(
    (desk: Desk, act: Act) => after(desk, act, palette),
    first,
    (document): Desk => ({ draft: draftOf(document), chosen: [], said: "" }),
  );
  const run = useCallback((command: Command) => dispatch(command), []);
  const tools = useMemo(
    () => ({
      run,
      undo: () => dispatch({ do: "undo" }),
      redo: () => dispatch({ do: "redo" }),
      settle: () => dispatch({ do: "settle" }),
      choose: (steps: readonly string[]) => dispatch({ do: "choose", steps }),
      replace: (document: FlowDocument) => dispatch({ do: "replace", document }),
    }),
    [run],
  );
  return { ...desk, ...tools };
}

export type Editor = ReturnType<typeof useEditor>;

function after(desk: Desk, act: Act, palette: Palette): Desk {
  switch (act.do) {
    case "choose":
      return { ...desk, draft: settled(desk.draft), chosen: act.steps };
    case "settle":
      return { ...desk, draft: settled(desk.draft) };
    case "replace":
      return { draft: draftOf(act.document), chosen: [], said: "" };
    case "undo":
    case "redo":
      return still({ ...desk, ...(act.do === "undo" ? undone(desk.draft) : redone(desk.draft)) });
    default: {
      const { draft, said } = performed(desk.draft, act, (port) => labelOfPort(palette, port));
      const known = new Set(idsIn(desk.draft));
      const fresh = act.do === "add" || act.do === "paste" ? idsIn(draft).filter((id) => !known.has(id)) : [];
      return still({ draft, said, chosen: fresh.length > 0 ? fresh : desk.chosen });
    }
  }
}

/** What is gone cannot stay chosen. */
function still(desk: Desk): Desk {
  const ids = new Set(idsIn(desk.draft));
  return desk.chosen.every((id) => ids.has(id)) ? desk : { ...desk, chosen: desk.chosen.filter((id) => ids.has(id)) };
}

function idsIn({ document }: Draft): string[] {
  const { activities } = document.root;
  return Array.isArray(activities) ? activities.flatMap((one: { id?: unknown }) => (typeof one?.id === "string" ? [one.id] : [])) : [];
}
