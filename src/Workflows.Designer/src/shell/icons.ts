import {
  IconBell, IconBriefcase, IconBuildingBank, IconCalendar, IconCalendarPlus, IconCalendarShare, IconCalendarWeek, IconClockHour4, IconGitBranch, IconHome, IconInbox, IconLayoutColumns, IconMail,
  IconMailOff, IconMailPause, IconPlaneDeparture, IconPlayerPlay, IconServer, IconShieldLock, IconSitemap, IconTargetArrow, IconTimeline, IconUserQuestion,
} from "@tabler/icons-react";

const icons: Record<string, typeof IconBell> = {
  "/coordinacion": IconHome,
  "/tareas": IconInbox,
  "/alertas": IconBell,
  "/semana": IconCalendarWeek,
  "/etapas": IconLayoutColumns,
  "/procesos": IconSitemap,
  "/compromisos": IconTargetArrow,
  "/avisos-retenidos": IconMailPause,
  "/no-salio": IconMailOff,
  "/correos": IconMail,
  "/correos/servidor": IconServer,
  "/a-quien-le-llega": IconUserQuestion,
  "/calendario": IconCalendar,
  "/mi-calendario": IconCalendarShare,
  "/prorrogas": IconCalendarPlus,
  "/plazos": IconTimeline,
  "/flujos": IconGitBranch,
  "/programador": IconClockHour4,
  "/trabajos": IconPlayerPlay,
  "/ausencias": IconPlaneDeparture,
  "/organizacion": IconBuildingBank,
  "/proteccion-de-datos": IconShieldLock,
};

/** The picture of an entry of the menu, always beside its words. */
export const iconOf = (path: string) => icons[path] ?? IconBriefcase;
