namespace Workflows.Engine;

/// <summary>
/// Something an instance wants of the world. The host carries it out in the same transaction as the new state, or not at all.
/// Every effect is also an entry of the journal.
/// </summary>
public abstract record Effect
{
    /// <summary>The name in the journal, past tense.</summary>
    public abstract string Kind { get; }

    /// <summary>What the journal keeps of it.</summary>
    public abstract object? ToValues();

    /// <summary>What is written of it besides the journal: the input of a child, the contents of a task.</summary>
    public virtual object? Carried => null;
}

/// <summary>The instance waits here from now on.</summary>
public sealed record BookmarkOpened(Bookmark Bookmark) : Effect
{
    public override string Kind => "bookmarkOpened";

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["id"] = (double)Bookmark.Id,
        ["kind"] = Bookmark.Kind.ToString(),
        ["key"] = Bookmark.Key,
        ["dueAt"] = Bookmark.DueAt is { } due ? Instants.ToText(due) : null,
    };
}

/// <summary>The instance no longer waits here: woken, or withdrawn with its visit.</summary>
/// <param name="Woken">False when it was withdrawn before anything woke it.</param>
public sealed record BookmarkClosed(Bookmark Bookmark, bool Woken) : Effect
{
    public override string Kind => "bookmarkClosed";

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["id"] = (double)Bookmark.Id,
        ["woken"] = Woken,
    };
}

/// <summary>Start an instance of the published version of a definition.</summary>
/// <param name="Child">The bookmark of this instance that the child reports to; null when nobody waits.</param>
public sealed record ChildRequested(
    string ChildId, string DefinitionId, IReadOnlyDictionary<string, object?> Input, string? CorrelationId, ParentLink? Child)
    : Effect
{
    /// <summary>The wake-ups that led to it.</summary>
    public WakeChain? Chain { get; init; }

    public override string Kind => "childRequested";
    public override object? Carried => Input;

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["childId"] = ChildId,
        ["definitionId"] = DefinitionId,
    };
}

/// <summary>Tell the parent what became of this instance.</summary>
public sealed record ParentTold(string ParentId, ChildReport Report) : Effect
{
    public override string Kind => "parentTold";

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["parentId"] = ParentId,
        ["status"] = Report.Status.ToString(),
        ["subStatus"] = Report.SubStatus.ToString(),
    };
}

/// <summary>Cancel a child this instance started and no longer waits for.</summary>
public sealed record ChildCancelled(string ChildId, string Reason) : Effect
{
    public override string Kind => "childCancelled";

    public override object? ToValues() => new Dictionary<string, object?> { ["childId"] = ChildId, ["reason"] = Reason };
}

/// <summary>
/// Cancel everything that was ever started under this root and still lives, also what is only about to start, and start nothing
/// more under it.
/// </summary>
public sealed record FamilyCancelled(string RootId, string Reason) : Effect
{
    public override string Kind => "familyCancelled";

    public override object? ToValues() => new Dictionary<string, object?> { ["rootId"] = RootId, ["reason"] = Reason };
}

/// <summary>Wake every instance that waits for an event of this name.</summary>
/// <param name="Number">Of the instance's sequence: makes the publication unique.</param>
/// <param name="OnlyInstanceId">When given, only this instance is woken.</param>
public sealed record EventPublished(long Number, string Name, string? CorrelationId, object? Payload, string? OnlyInstanceId) : Effect
{
    /// <summary>The wake-ups that led to it.</summary>
    public WakeChain? Chain { get; init; }

    public override string Kind => "eventPublished";

    public override object? ToValues() => new Dictionary<string, object?>
    {
        ["name"] = Name,
        ["correlationId"] = CorrelationId,
        ["payload"] = Payload,
    };
}

/// <summary>A line for whoever watches the run.</summary>
public sealed record LineWritten(string Text) : Effect
{
    public override string Kind => "line";

    public override object? ToValues() => Text;
}
