namespace Workflows.Definitions.Organisation;

/// <summary>A person is away between two days, both included: whoever the law or a designation says acts in their posts.</summary>
public sealed record Absence(string PersonId, DateOnly From, DateOnly To, string Reason)
{
    public bool Covers(DateOnly date) => From <= date && date <= To;
}

/// <summary>
/// A place in the order of substitution (orden de subrogancia) of a post, as a decree or a resolution fixes it: the first one who is not
/// away acts when the holder is, or when nobody holds the post. Dated.
/// </summary>
public sealed record Designation(Role Role, string ScopeCode, int Order, string PersonId)
{
    /// <summary>The decree or resolution.</summary>
    public string? Norm { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public bool IsInForceOn(DateOnly date) => Validity.Covers(ValidFrom, ValidTo, date);
}
