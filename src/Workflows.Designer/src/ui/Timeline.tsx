import type { ReactNode } from "react";
import { StatusShape, type Tone } from "./StatusTag";
import "./timeline.css";

/** Something that happened or will: what, when, and how it stands. */
export type Moment = { key: string; title: ReactNode; at?: ReactNode; tone?: Tone; children?: ReactNode };

/** Moments in their order, one under the other; read from top to bottom by everybody. */
export function Timeline({ label, moments }: { label: string; moments: readonly Moment[] }) {
  return (
    <ol className="timeline" aria-label={label}>
      {moments.map((moment) => (
        <li key={moment.key}>
          <span className="timeline__mark">{moment.tone ? <StatusShape tone={moment.tone} size={14} /> : <i />}</span>
          <div className="timeline__head">
            <span className="timeline__title">{moment.title}</span>
            {moment.at && <span className="support">{moment.at}</span>}
          </div>
          {moment.children}
        </li>
      ))}
    </ol>
  );
}
