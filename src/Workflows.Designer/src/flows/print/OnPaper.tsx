import { useEffect, useMemo, useRef } from "react";
import { createPortal } from "react-dom";
import type { Api } from "../../api/client";
import { longDate } from "../../ui/dates";
import type { Decoration } from "../canvas/shapes";
import type { FlowDocument } from "../draft/document";
import type { Palette } from "../draft/palette";
import { saveAs } from "../page/files";
import { FlowDrawn, inksOfPage } from "./FlowDrawn";
import { rowsOf, sheetOf, wellFormed } from "./sheet";
import "./on-paper.css";

export type Paper = "print" | "svg";

type Props = { as: Paper; summary: Api["DefinitionSummary"]; document: FlowDocument; palette: Palette; decorations: ReadonlyMap<string, Decoration>; onDone: () => void };

const states = { Draft: "Borrador", Published: "Publicada", Retired: "Retirada" } as const;

/** The flow for paper or a file: its drawing in strips that can be read, then its steps in order. Seen only by the printer. */
export default function OnPaper({ as, summary, document: flow, palette, decorations, onDone }: Props) {
  const sheet = useMemo(() => sheetOf(flow, palette, decorations), [flow, palette, decorations]);
  const rows = useMemo(() => rowsOf(flow, palette, decorations), [flow, palette, decorations]);
  const whole = useRef<SVGSVGElement>(null);
  const name = flow.name ?? summary.name;
  const inks = useMemo(inksOfPage, []);

  useEffect(() => {
    if (as === "svg") {
      saveAs(new Blob([wellFormed(new XMLSerializer().serializeToString(whole.current!))], { type: "image/svg+xml" }), `${summary.definitionId}.svg`);
      onDone();
      return;
    }
    window.addEventListener("afterprint", onDone, { once: true });
    window.print();
    return () => window.removeEventListener("afterprint", onDone);
  }, [as, onDone, summary.definitionId]);

  if (as === "svg")
    return createPortal(<div className="on-paper"><FlowDrawn ref={whole} sheet={sheet} part={sheet.whole} inks={inks} title={name} /></div>, document.body);
  return createPortal(
    <div className="on-paper">
      <h1>{name}</h1>
      <p>{states[summary.state]}, versión {summary.version}, del {longDate(summary.publishedAt ?? summary.createdAt)}. {flow.description as string | undefined}</p>
      {sheet.strips.map((strip, at) => (
        <FlowDrawn key={strip.x} sheet={sheet} part={strip} inks={inks} title={sheet.strips.length === 1 ? name : `${name}, parte ${at + 1} de ${sheet.strips.length}`} />
      ))}
      <table>
        <thead>
          <tr>{["N.º", "Paso", "Qué es", "Quién", "Plazo", "Sigue en"].map((head) => <th key={head} scope="col">{head}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map(({ number, label, kind, who, term, exits }) => (
            <tr key={number}>
              <td>{number}</td><th scope="row">{label}</th><td>{kind}</td><td>{who}</td><td>{term}</td><td>{exits.join("; ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>,
    document.body,
  );
}
