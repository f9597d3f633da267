import { createContext } from "react";

/** A step of the way to a page: a link, or only the name of the group it belongs to. */
export type Crumb = { label: string; to?: string };

/** The way to the page one is at, as the menu knows it; whoever draws the page adds its own end. */
export const CrumbsContext = createContext<readonly Crumb[]>([]);
