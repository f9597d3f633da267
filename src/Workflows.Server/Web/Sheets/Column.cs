namespace Workflows.Server.Web.Sheets;

/// <summary>Which file a list is wanted as.</summary>
public enum SheetFormat { Csv, Xlsx }

/// <summary>A column of an exported list. Instants become the date and hour of Santiago.</summary>
public sealed record Column<T>(string Title, Func<T, object?> Value);
