import {
  IconArrowsJoin, IconArrowsSplit, IconBell, IconCalendarEvent, IconCalendarTime, IconCertificate, IconDatabase, IconEyeCheck, IconFileText,
  IconFlag, IconGavel, IconGitBranch, IconHourglass, IconInputCheck, IconListDetails, IconMail, IconMessage, IconNumber, IconPlayerPlay,
  IconPuzzle, IconRepeat, IconRoute, IconTag, IconUsersGroup, type Icon,
} from "@tabler/icons-react";

const icons: Readonly<Record<string, Icon>> = {
  "Workflows.RequestDeliverable": IconInputCheck,
  "Workflows.Review": IconEyeCheck,
  "Workflows.Comment": IconMessage,
  "Workflows.HoldSession": IconUsersGroup,
  "Workflows.ConsultSeats": IconUsersGroup,
  "Workflows.DecideInBody": IconGavel,
  "Workflows.Convene": IconMail,
  "Workflows.Notify": IconBell,
  "Workflows.WriteDocument": IconFileText,
  "Workflows.TakeNumber": IconNumber,
  "Workflows.RecordFact": IconCertificate,
  "Workflows.WaitUntil": IconCalendarTime,
  "Workflows.Window": IconCalendarEvent,
  "Workflows.ForEach": IconRepeat,
  "Elsa.Start": IconPlayerPlay,
  "Elsa.Finish": IconFlag,
  "Elsa.End": IconFlag,
  "Elsa.FlowDecision": IconGitBranch,
  "Elsa.FlowSwitch": IconRoute,
  "Elsa.FlowFork": IconArrowsSplit,
  "Elsa.FlowJoin": IconArrowsJoin,
  "Elsa.Delay": IconHourglass,
  "Elsa.SetName": IconTag,
};

const ofSubject: Readonly<Record<string, Icon>> = {
  Personas: IconUsersGroup, Tiempo: IconHourglass, Avisos: IconBell, Camino: IconListDetails, Hechos: IconDatabase,
};

/** The picture of a kind of step; its name always stands beside it. */
export function KindIcon({ type, subject = "", size = 20 }: { type: string; subject?: string; size?: number }) {
  const Picture = icons[type] ?? ofSubject[subject] ?? IconPuzzle;
  return <Picture aria-hidden size={size} stroke={1.75} />;
}
