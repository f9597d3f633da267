/** The rule by which a commitment becomes critical, as its page edits it. What is switched off does not count. */
export type RuleForm = { overdue: boolean; days: unknown; stuck: boolean; reports: unknown; obstacle: boolean };

/** What a rule says, as boxes and numbers; the numbers of what is off are those that would be usual. */
export function formOf(rule: unknown): RuleForm {
  const said = (rule ?? {}) as { overdueWorkingDays?: number | null; reportsWithoutProgress?: number | null; obstacle?: boolean };
  return {
    overdue: said.overdueWorkingDays != null, days: said.overdueWorkingDays ?? 10,
    stuck: said.reportsWithoutProgress != null, reports: said.reportsWithoutProgress ?? 2,
    obstacle: said.obstacle ?? false,
  };
}

/** The rule to send; null while a number is missing or nothing is chosen. */
export function ruleOf({ overdue, days, stuck, reports, obstacle }: RuleForm): Record<string, unknown> | null {
  if ((overdue && typeof days !== "number") || (stuck && typeof reports !== "number") || !(overdue || stuck || obstacle)) return null;
  return { ...(overdue && { overdueWorkingDays: days }), ...(stuck && { reportsWithoutProgress: reports }), obstacle };
}
