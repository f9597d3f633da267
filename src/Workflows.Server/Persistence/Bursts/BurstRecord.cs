using Workflows.Engine;

namespace Workflows.Server.Persistence.Bursts;

/// <summary>Everything one transaction has to write about a burst that the runner applied.</summary>
public sealed record BurstRecord
{
    public required WorkflowInstance Instance { get; init; }
    public required WorkflowGraph Graph { get; init; }
    public required IReadOnlyList<Effect> Effects { get; init; }
    public required InstanceColumns Columns { get; init; }
    /// <summary>In UTF-8, as the journal text: they are the longest texts there are.</summary>
    public required byte[] State { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>1 for a new instance: its row is inserted instead of updated.</summary>
    public required int Number { get; init; }
    public required JsonTexts Texts { get; init; }
    public required byte[] JournalText { get; init; }
    public required byte[] Hash { get; init; }
    public Actor? Actor { get; init; }

    /// <summary>A decision about an incident: what was held because of it comes alive again.</summary>
    public bool DecidesIncident { get; init; }

    /// <summary>The burst was cut: a stimulus row goes on with it.</summary>
    public bool WasCut { get; init; }
    public bool CorrelationChanged { get; init; }

    /// <summary>Mails of withdrawn work that had not left, as the journal text names them.</summary>
    public IReadOnlyList<string> WithdrawnMails { get; init; } = [];

    /// <summary>Host part of Message-IDs.</summary>
    public required string MailDomain { get; init; }

    public IEnumerable<T> Of<T>() where T : Effect => Effects.OfType<T>();

    /// <summary>Bookmarks this burst opened and left open: one opened and closed within a burst waits for nobody.</summary>
    public IEnumerable<Bookmark> Opened(BookmarkKind kind)
    {
        var closed = Of<BookmarkClosed>().Select(effect => effect.Bookmark.Id).ToHashSet();
        return Of<BookmarkOpened>().Select(effect => effect.Bookmark)
            .Where(bookmark => bookmark.Kind == kind && !closed.Contains(bookmark.Id));
    }

    public IEnumerable<BookmarkClosed> Closed(BookmarkKind kind) => Of<BookmarkClosed>().Where(effect => effect.Bookmark.Kind == kind);
}
