import { useState, type ReactNode } from "react";
import { clipOf, type Clip, type Command } from "../draft/commands";
import type { FlowDocument } from "../draft/document";
import type { Palette } from "../draft/palette";
import { withNames, type NamedIn } from "../inputs/names";
import { clipboard } from "./clipboard";
import { PasteDialog } from "./PasteDialog";
import { strangersIn } from "./strangers";

type Pasting = { copy: () => void; paste: () => Promise<void>; question: ReactNode };

/** Steps are copied from one flow to another. What they name that does not exist here is asked for before they are put in. */
export function usePasting(document: FlowDocument, chosen: readonly string[], palette: Palette, run: (command: Command) => void): Pasting {
  const [asking, setAsking] = useState<{ clip: Clip; strangers: readonly NamedIn[] }>();

  function copy() {
    if (chosen.length > 0) clipboard.keep(clipOf(document, chosen));
  }

  async function paste() {
    const clip = clipboard.read();
    if (!clip) return;
    // A server that does not answer keeps nobody from drawing: the check says later what does not exist.
    const strangers = await strangersIn(clip.activities, palette).catch(() => []);
    if (strangers.length === 0) run({ do: "paste", clip });
    else setAsking({ clip, strangers });
  }

  const question = asking && (
    <PasteDialog
      strangers={asking.strangers} onClose={() => setAsking(undefined)}
      onPaste={(others) => {
        run({ do: "paste", clip: { ...asking.clip, activities: withNames(asking.clip.activities, palette, others) } });
        setAsking(undefined);
      }}
    />
  );
  return { copy, paste, question };
}
