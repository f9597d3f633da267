using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workflows.Engine.Json;

/// <summary>
/// A writer of JSON with its buffer, used again and again by its thread: what is written in every burst takes no new memory but its text.
/// The text is stored and shown, never pasted into a page: accents stay readable.
/// </summary>
/// <example><c>using var pen = JsonPen.Take();</c> without an await before it is given back.</example>
public sealed class JsonPen : IDisposable
{
    private const int FirstSize = 16_384;

    /// <summary>One that grew beyond this is left to the collector.</summary>
    private const int LargestKept = 1 << 20;

    [ThreadStatic]
    private static JsonPen? _idle;

    private readonly ArrayBufferWriter<byte> _buffer = new(FirstSize);

    /// <summary>Another that is idle: whoever writes may have to write something else meanwhile.</summary>
    private JsonPen? _next;

    private JsonPen() => Writer = new(
        _buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public Utf8JsonWriter Writer { get; }

    /// <summary>What was written so far, in UTF-8. Gone with the pen.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();
            return _buffer.WrittenSpan;
        }
    }

    public static JsonPen Take()
    {
        var pen = _idle ?? new JsonPen();
        (_idle, pen._next) = (pen._next, null);
        return pen;
    }

    public override string ToString() => Encoding.UTF8.GetString(Written);

    public void Dispose()
    {
        if (_buffer.Capacity > LargestKept)
            return;
        _buffer.ResetWrittenCount();
        Writer.Reset();
        (_next, _idle) = (_idle, this);
    }
}
