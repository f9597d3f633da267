using Microsoft.AspNetCore.Http.HttpResults;

namespace Workflows.Server.Accounts;

/// <summary>
/// Where a person goes on to after entering: a page of this server, or the start. The address they bring could come from anywhere, so
/// every way in asks here and none redirects to what it was given.
/// </summary>
public static class ReturnAddress
{
    private const string Start = "/";
    private const int Longest = 2_000;

    // Only to see what a browser would make of the address; nobody goes there.
    private static readonly Uri Here = new("https://aqui.invalid/");

    /// <summary>The address as a browser understands it, when it is a page of ours; the start otherwise.</summary>
    public static string Of(string? wanted)
    {
        // The framework's rule knows tabs, backslashes and two slashes; «~/» is a page only for its own redirects.
        if (wanted is not ['/', ..] || wanted.Length > Longest || !RedirectHttpResult.IsLocalUrl(wanted)
            || !Uri.TryCreate(Here, wanted, out var page))
            return Start;
        // «/.//otro.cl» is a page until its dots are resolved.
        var isOurs = page.Host == Here.Host && !page.AbsolutePath.StartsWith("//", StringComparison.Ordinal)
            && !page.AbsolutePath.Contains('\\', StringComparison.Ordinal);
        var isPage = !new PathString(page.AbsolutePath).StartsWithSegments("/api");
        return isOurs && isPage ? page.PathAndQuery + page.Fragment : Start;
    }
}
