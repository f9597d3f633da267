import {
  IconArrowsJoin2, IconArrowsSplit2, IconBell, IconBuildingCommunity, IconCalendarEvent, IconCalendarTime, IconChecklist, IconClockPause, IconDatabase, IconEyeCheck, IconFileText, IconFlag,
  IconGavel, IconGitBranch, IconListNumbers, IconMail, IconMessage2, IconPlayerPlay, IconPuzzle, IconRepeat, IconShare3, IconTag, IconUsersGroup,
} from "@tabler/icons-react";

const icons: Record<string, typeof IconBell> = {
  "Elsa.Start": IconPlayerPlay,
  "Elsa.Finish": IconFlag,
  "Elsa.End": IconFlag,
  "Elsa.FlowDecision": IconGitBranch,
  "Elsa.FlowSwitch": IconGitBranch,
  "Elsa.FlowFork": IconArrowsSplit2,
  "Elsa.FlowJoin": IconArrowsJoin2,
  "Elsa.Delay": IconClockPause,
  "Elsa.ExecuteWorkflow": IconShare3,
  "Elsa.BulkDispatchWorkflows": IconRepeat,
  "Elsa.SetName": IconTag,
  "Workflows.ForEach": IconRepeat,
  "Workflows.RequestDeliverable": IconChecklist,
  "Workflows.Review": IconEyeCheck,
  "Workflows.Comment": IconMessage2,
  "Workflows.DecideInBody": IconGavel,
  "Workflows.HoldSession": IconUsersGroup,
  "Workflows.ConsultSeats": IconUsersGroup,
  "Workflows.WaitUntil": IconCalendarEvent,
  "Workflows.Window": IconCalendarTime,
  "Workflows.Notify": IconBell,
  "Workflows.Convene": IconMail,
  "Workflows.WriteDocument": IconFileText,
  "Workflows.TakeNumber": IconListNumbers,
  "Workflows.ListInstitutions": IconBuildingCommunity,
};

/** The picture of a kind of step, always beside its words. */
export const iconOfKind = (type: string) => icons[type] ?? (type.startsWith("Workflows.") || type.startsWith("Elsa.") ? IconDatabase : IconPuzzle);
