import { organisation } from "../organisation/feature";
import { people } from "../people/feature";
import { tasks } from "../tasks/feature";
import type { Feature } from "./feature";

/** Every feature for people who have entered, in the order of the menu. */
export const features: Feature[] = [tasks, organisation, people];
