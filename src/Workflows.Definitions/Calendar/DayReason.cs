namespace Workflows.Definitions.Calendar;

/// <summary>Why a day counted, or did not, in the computation of a date. The reason is Spanish, for whoever asks «¿por qué?».</summary>
public sealed record DayReason(DateOnly Date, bool Counted, string Reason, string? Norm);
