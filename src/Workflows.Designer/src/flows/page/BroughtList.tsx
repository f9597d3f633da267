import type { Api } from "../../api/client";
import { StatusTag } from "../../ui/StatusTag";

/** What a file of another system brought that is not used here: it stays in the flow, and goes out again with it. */
export function BroughtList({ brought }: { brought: readonly Api["InterchangeNote"][] }) {
  return (
    <ul className="problem-list">
      {brought.map((note) => (
        <li key={`${note.matter} ${note.what}`}>
          <StatusTag bare tone={note.stops ? "late" : "unknown"}>{note.stops ? "Impide publicar" : "Se conserva"}</StatusTag>
          <span>
            {note.sentence}
            {note.places.length > 0 && <span className="support"> En {note.places.map((place) => `«${place}»`).join(", ")}{note.count > note.places.length ? " y otros" : ""}.</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
