namespace Workflows.Server.Persistence.Jobs;

/// <summary>How a job ended well.</summary>
/// <param name="Summary">In Spanish: «Salieron 42 avisos.»</param>
/// <param name="Result">What the page of its command shows.</param>
/// <param name="File">What to download; its content is in the file store already.</param>
public sealed record JobOutcome(string Summary, object? Result = null, JobFile? File = null);

public sealed record JobFile(string Hash, string Name, string Type);
