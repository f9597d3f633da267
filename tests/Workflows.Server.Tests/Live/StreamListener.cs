using System.Text.Json;
using Workflows.Server.Tests.Api;

namespace Workflows.Server.Tests.Live;

/// <summary>A browser's ear on the event stream: it keeps what it heard.</summary>
internal sealed class StreamListener(HttpResponseMessage response) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private StreamReader? _reader;

    public static async Task<StreamListener> FollowAsync(ApiClient browser)
    {
        var listener = new StreamListener(await browser.OpenStreamAsync("/api/events"));
        await listener.UntilTextAsync("event: beat");
        return listener;
    }

    public string Heard { get; private set; } = "";

    public Task UntilAsync(string kind, string id) =>
        UntilTextAsync(JsonSerializer.Serialize(new { kind, id }, JsonSerializerOptions.Web));

    public async Task UntilTextAsync(string text)
    {
        while (!Heard.Contains(text, StringComparison.Ordinal))
            Assert.True(await ReadAsync(), $"The stream ended before «{text}»; it said: {Heard}");
    }

    /// <summary>Until it said more than so many characters.</summary>
    public async Task UntilTextAfterAsync(int length)
    {
        while (Heard.Length <= length)
            Assert.True(await ReadAsync(), $"The stream ended; it said: {Heard}");
    }

    /// <summary>Beats come for as long as a stream lives: one that does not end is given up.</summary>
    public async Task UntilEndAsync()
    {
        var givenUp = Task.Delay(2 * Patience);
        while (await ReadAsync())
            Assert.False(givenUp.IsCompleted, $"The stream did not end; it said: {Heard}");
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
