import type { RouteObject } from "react-router";
import type { Session } from "./session";

/** Where an entry stands in the menu; the order of the groups is the order here. */
export const menuGroups = ["Trabajo", "Seguimiento", "Avisos", "Calendario", "Administración"] as const;

export type MenuGroupName = (typeof menuGroups)[number];

/** An entry of the main menu. */
export type MenuEntry = {
  label: string;
  to: string;
  group: MenuGroupName;
  /** What one finds there, in a few words: under its name in the menu and in the search. */
  about: string;
  /** Whose menu shows it; the server decides again who may see what. */
  isFor: (session: Session) => boolean;
};

/** What a feature brings to the shell: its pages, loaded when somebody opens them, and its entries of the menu. */
export type Feature = {
  routes: RouteObject[];
  menu: MenuEntry[];
};
