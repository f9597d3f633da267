using Workflows.Definitions.Organisation;

namespace Workflows.Server.Tests.Security;

/// <summary>The approved table read back: what somebody gets from a route about one side's things.</summary>
internal sealed record ApprovedRight(string Method, string Path, string Side, string Actor, string Answer)
{
    private static readonly string[] Actors = [MatrixWorld.Nobody, .. Role.All.Select(role => role.Code)];

    public bool IsOpen => Answer == "yes";

    public bool Reads => Method == "GET";

    public string Cell => $"{Method} {Path}{(Side.Length > 0 ? $" · {Side}" : "")} · {Actor}: {Answer}";

    public static IEnumerable<ApprovedRight> ReadFrom(string table)
    {
        foreach (var block in table.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var (route, side) = lines[0].Split(" · ") is [var name, var one] ? (name, one) : (lines[0], "");
            var named = new HashSet<string>(StringComparer.Ordinal);
            foreach (var line in lines.Skip(1))
            {
                var (answer, who) = (line[2..6].Trim(), line[7..].Split(", "));
                string[] actors = who is ["everybody"] ? Actors : who is ["everybody else"]
                    ? [.. Actors.Where(actor => !named.Contains(actor))]
                    : who;
                named.UnionWith(actors);
                foreach (var actor in actors)
                    yield return new(route.Split(' ')[0], route.Split(' ')[1], side, actor, answer);
            }
        }
    }
}
