import type { Feature } from "../session/pages";
import type { Session } from "../session/session";
import { plain } from "../ui/plain";

/** Something found: its name, what tells it from others of that name, and where it is. */
export type Found = { label: string; about: string; to: string };

export type FoundGroup = { name: string; icon?: string; found: Found[] };

/** The pages of this person's menu that are called like that, or are about it; all of them while nothing is written. */
export function pagesNamed(text: string, features: readonly Feature[], session: Session): Found[] {
  const wanted = plain(text);
  return features
    .flatMap((feature) => feature.menu)
    .filter((entry) => entry.isFor(session))
    .filter((entry) => plain(`${entry.label} ${entry.about}`).includes(wanted))
    .map(({ label, about, to }) => ({ label, about, to }));
}
