using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Server.Tests.Api;
using Workflows.Server.Tests.Flows;

namespace Workflows.Server.Tests.Calendar;

public class NextDatesTests(ApiFixture server) : IClassFixture<ApiFixture>
{
    private const string Address = "/api/calendar/next";

    [Fact]
    public async Task Deadlines_of_a_step_on_one_day_are_one_line_and_each_sees_their_own()
    {
        var own = await server.OpenDeliveryAsync(ApiFixture.Institution);
        await server.OpenDeliveryAsync(ApiFixture.OtherInstitution);

        var both = Assert.Single(await DatesAsync(ApiFixture.Coordinator, ""), date => IsDelivery(date.What));
        var one = Assert.Single(await DatesAsync(ApiFixture.Officer, ""), date => IsDelivery(date.What));

        // Five working days from Monday 3 August 2026.
        Assert.Equal("2026-08-10", both.Date);
        Assert.Equal(("Deadline", 2), (both.What.GetProperty("kind").GetString(), both.What.GetProperty("processes").GetInt32()));
        Assert.Equal(JsonValueKind.Null, both.What.GetProperty("processId").ValueKind);
        Assert.Equal((1, own), (one.What.GetProperty("processes").GetInt32(), one.What.GetProperty("processId").GetString()));
        Assert.DoesNotContain(await DatesAsync(ApiFixture.Coordinator, "?days=2"), date => IsDelivery(date.What));
    }

    [Fact]
    public async Task A_session_that_was_called_stands_on_its_day_and_not_only_when_its_record_is_due()
    {
        await server.PublishAsync(Drawn.Chart(
            "sesion-que-viene",
            [
                Drawn.Start(),
                Drawn.Activity(
                    "sesion", "Workflows.HoldSession", ("title", "Sesión ordinaria"), ("body", "comite-tecnico-pmg"),
                    ("date", "2026-08-12T15:00"))
                    .With("items", "Object", JsonNode.Parse("""[{ "numero": "1", "titulo": "Plan anual" }]""")!)
                    .With("deadline", "Object", JsonNode.Parse("""{ "term": { "workingDays": 5 } }""")!),
                Drawn.Line("fin", "listo"),
            ],
            [Drawn.Arrow("start", "Done", "sesion"),
                .. new[] { "Held", "NoQuorum", "Moved", "Cancelled" }.Select(port => Drawn.Arrow("sesion", port, "fin"))]));
        await server.OpenAsync("sesion-que-viene", "uno");

        var session = Assert.Single(
            await DatesAsync(ApiFixture.Coordinator, ""), date => date.What.GetProperty("kind").GetString() == "Session");
        Assert.Equal("2026-08-12", session.Date);
        Assert.Equal(new DateTimeOffset(2026, 8, 12, 19, 0, 0, TimeSpan.Zero), session.What.GetProperty("at").GetDateTimeOffset());
        Assert.DoesNotContain(
            await DatesAsync(ApiFixture.Officer, ""), date => date.What.GetProperty("kind").GetString() == "Session");
    }

    [Fact]
    public async Task More_than_a_year_ahead_nobody_may_ask()
    {
        (await (await server.AsAsync(ApiFixture.Coordinator)).GetAsync($"{Address}?days=367")).MustBe(HttpStatusCode.UnprocessableEntity);
    }

    private static bool IsDelivery(JsonElement date) => date.GetProperty("definitionId").GetString() == DeliveryFlow.Id;

    private async Task<List<(string Date, JsonElement What)>> DatesAsync(string person, string query) =>
    [
        .. (await (await server.AsAsync(person)).GetAsync(Address + query)).MustBe(HttpStatusCode.OK).Json.EnumerateArray()
            .SelectMany(day => day.GetProperty("dates").EnumerateArray().Select(what => (day.GetProperty("date").GetString()!, what))),
    ];
}
