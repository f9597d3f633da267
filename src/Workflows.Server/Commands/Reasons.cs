using Microsoft.AspNetCore.Http.HttpResults;
using Workflows.Server.Web;

namespace Workflows.Server.Commands;

/// <summary>A decision somebody takes about a process always says why: the journal keeps it.</summary>
public sealed record ReasonRequest(string Reason);

internal static class Reasons
{
    private const int Longest = 2_000;

    /// <summary>Null when the reason can be kept.</summary>
    public static ProblemHttpResult? Problem(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? Refusal.Field("reason", "Escribe el motivo: queda en la historia del proceso.")
        : reason.Length > Longest ? Refusal.Field("reason", $"El motivo puede tener hasta {Longest} letras.")
        : null;
}
