import type { ReactNode } from "react";
import "./people.css";

/** The letters of a disc: of the first and the last word of a name that say something. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s/]+/).filter((word) => /^\p{L}/u.test(word) && !/^(de|del|la|las|los|y|e)$/iu.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "").join("").toUpperCase();
}

/** One who takes part: who, in which post, and what they have to do with it. */
export type Part = { key: string; name: string; post?: ReactNode; role?: ReactNode };

/** The people of a matter, each with the letters of their name. */
export function People({ label, people }: { label: string; people: readonly Part[] }) {
  return (
    <ul className="people" aria-label={label}>
      {people.map((person) => (
        <li key={person.key}>
          <span className="disc" aria-hidden="true">
            {initialsOf(person.name)}
          </span>
          <div>
            <div className="people__name">{person.name}</div>
            {person.post && <div className="support">{person.post}</div>}
            {person.role}
          </div>
        </li>
      ))}
    </ul>
  );
}
