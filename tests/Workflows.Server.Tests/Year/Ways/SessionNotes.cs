using System.Net;
using System.Text.Json;
using Workflows.Definitions.Calendar;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Year.Ways;

/// <summary>What a secretariat writes down while a session goes on: everybody is there at its hour, and nobody asks for a vote.</summary>
internal static class SessionNotes
{
    public static async Task WriteAsync(ApiClient secretary, string taskId)
    {
        var session = (await secretary.GetAsync($"/api/tasks/{taskId}/session")).MustBe(HttpStatusCode.OK).Json;
        var begins = SantiagoTime.ToInstant(DateOnly.Parse(session.GetProperty("date").GetString()!, null), new(10, 0));
        var entries = Each("seats", "name")
            .Select(seat => new { id = Guid.NewGuid(), kind = "Enter", at = begins, seat, item = (string?)null })
            .Concat(Each("items", "number").Select(item => new
            {
                id = Guid.NewGuid(), kind = "Unanimous", at = begins.AddMinutes(20), seat = (string?)null, item,
            }));
        (await secretary.PostAsync($"/api/tasks/{taskId}/session/entries", new { entries })).MustBe(HttpStatusCode.OK);

        IEnumerable<string?> Each(string list, string name) =>
            session.GetProperty(list).EnumerateArray().Select(one => one.GetProperty(name).GetString());
    }
}
