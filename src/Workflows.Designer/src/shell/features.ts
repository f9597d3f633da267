import { authority } from "../authority/feature";
import { calendar } from "../calendar/feature";
import { commitments } from "../commitments/feature";
import { deadlines } from "../deadlines/feature";
import { documents } from "../documents/feature";
import { flows } from "../flows/feature";
import { jobs } from "../jobs/feature";
import { kit } from "../kit/feature";
import { mails } from "../mails/feature";
import { organisation } from "../organisation/feature";
import { people } from "../people/feature";
import { privacy } from "../privacy/feature";
import { processes } from "../processes/feature";
import { schedule } from "../schedule/feature";
import { stages } from "../stages/feature";
import { tasks } from "../tasks/feature";
import type { Feature } from "../session/pages";

/** Every feature for people who have entered, in the order of the menu. */
export const features: Feature[] = [tasks, stages, processes, commitments, authority, mails, schedule, jobs, calendar, deadlines, flows, documents, organisation, privacy, people, kit];
