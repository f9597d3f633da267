using System.Text.Json;
using Workflows.Engine;
using Workflows.Engine.Json;
using Workflows.Server.Flows;

namespace Workflows.Server.CommandLine.Verification;

/// <summary>The row of an instance as stored: its state and the columns that lists are filtered by.</summary>
internal sealed record StoredInstance(
    string Id, string RootId, string? ParentId, string DefinitionId, int DefinitionVersion, string? BusinessKey, string? Name, string? CorrelationId,
    string Status, string SubStatus, string? InstitutionCode, int? Year, JournalHead Head)
{
    /// <summary>The first column that does not say what the state says, in Spanish; null when all do.</summary>
    public string? Differs(DerivedWork? derived)
    {
        WorkflowInstance state;
        try
        {
            state = InstanceJson.Read(Head.State);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or ValueConversionException)
        {
            return "El estado guardado del proceso no se puede leer.";
        }

        var column =
            state.Id != Id || state.RootId != RootId || state.Parent?.InstanceId != ParentId ? "su identificación"
            : state.DefinitionId != DefinitionId || state.DefinitionVersion != DefinitionVersion ? "su flujo"
            : state.BusinessKey != BusinessKey || state.Name != Name || state.CorrelationId != CorrelationId ? "su nombre o sus claves"
            : state.Status.ToString() != Status || state.SubStatus.ToString() != SubStatus ? "si está en curso o terminado"
            : InstanceColumns.Institution(state) != InstitutionCode || InstanceColumns.YearOf(state) != Year ? "su institución o su año"
            : null;
        if (column is not null)
            return $"La fila del proceso no es como dice su estado: cambió {column}.";
        return derived is not null && !state.Bookmarks.Select(bookmark => bookmark.Id).ToHashSet().SetEquals(derived.OpenBookmarks.Keys)
            ? "El proceso no espera donde dice su historia."
            : null;
    }
}
