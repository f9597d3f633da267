using Workflows.Definitions.Calendar;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>One process as it is told beforehand: what people do in it, every mail that leaves because of it and how it ends.</summary>
internal sealed class Foretold(string flow, Way way, DateTimeOffset opensAt, object input)
{
    /// <summary>The last day that is lived: by then whatever ends has ended.</summary>
    public static readonly DateTimeOffset Horizon = SantiagoTime.ToInstant(new(2027, 6, 30), new(18, 0));

    public string Flow => flow;
    public Way Way => way;
    public DateTimeOffset OpensAt => opensAt;
    public object Input => input;
    public string BusinessKey => $"{flow}: {way.Name}";

    /// <summary>Nothing happens in it any more.</summary>
    public DateTimeOffset Until => way.Until ?? Horizon;
    public List<Deed> Deeds { get; } = [];
    public List<Notice> Notices { get; } = [];

    /// <summary>When its last step ends it; null when it never comes to that.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Tasks that stay open for ever, because nobody does them and nothing takes their place.</summary>
    public int LeftOpen { get; set; }
}
