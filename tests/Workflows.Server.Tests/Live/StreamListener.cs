using System.Text.Json;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Live;

/// <summary>A browser's ear on the event stream: it keeps what it heard.</summary>
internal sealed class StreamListener(HttpResponseMessage response) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private StreamReader? _reader;

    public static async Task<StreamListener> FollowAsync(ApiClient browser, int age = 0)
    {
        var listener = new StreamListener(await browser.OpenStreamAsync($"/api/events?age={age}"));
        await listener.UntilTextAsync("event: beat");
        return listener;
    }

    public string Heard { get; private set; } = "";

    public Task UntilAsync(string kind, string id) =>
        UntilTextAsync(JsonSerializer.Serialize(new { kind, id }, JsonSerializerOptions.Web));

    public Task UntilTextAsync(string text) => UntilAsync(() => Heard.Contains(text, StringComparison.Ordinal), $"«{text}»");

    /// <summary>Until it said more than so many characters.</summary>
    public Task UntilTextAfterAsync(int length) => UntilAsync(() => Heard.Length > length, "more");

    public async Task UntilEndAsync()
    {
        var givenUp = Task.Delay(2 * Patience);
        while (await ReadAsync())
            Assert.False(givenUp.IsCompleted, $"The stream did not end; it said: {Heard}");
    }

    // Beats come for as long as a stream lives: one that never says it is given up.
    private async Task UntilAsync(Func<bool> isSaid, string what)
    {
        var givenUp = Task.Delay(2 * Patience);
        while (!isSaid())
        {
            Assert.False(givenUp.IsCompleted, $"The stream never said {what}; it said: {Heard}");
            Assert.True(await ReadAsync(), $"The stream ended before {what}; it said: {Heard}");
        }
    }

    public ValueTask DisposeAsync()
    {
        response.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> ReadAsync()
    {
        _reader ??= new StreamReader(await response.Content.ReadAsStreamAsync());
        var line = await _reader.ReadLineAsync().WaitAsync(Patience);
        Heard += line + "\n";
        return line is not null;
    }
}
