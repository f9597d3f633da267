namespace Workflows.Server.Flows;

/// <summary>A burst whose commit was sent; its hash names it in the journal.</summary>
internal sealed record SentBurst(int Number, byte[] Hash, DispatchResult Result);

/// <summary>The commit was sent and nobody answered.</summary>
internal sealed class CommitUnknownException(SentBurst sent, Exception inner) : Exception("The commit was not answered.", inner)
{
    public SentBurst Sent => sent;
}

/// <summary>Another transaction opened the instance first.</summary>
internal sealed class OvertakenException(Exception inner) : Exception("Another transaction opened the instance.", inner);
