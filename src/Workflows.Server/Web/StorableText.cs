using System.Text.Json;

namespace Workflows.Server.Web;

/// <summary>What a request says has a character that no table can hold: the one of value zero, or half of one.</summary>
internal sealed class UnstorableTextException() : JsonException(Words)
{
    public const string Words =
        "Lo que envías tiene un carácter que no se puede guardar (el de valor cero, «\\u0000» o «%00», o la mitad de uno). "
        + "Quítalo y vuelve a enviar.";
}

/// <summary>
/// Refuses such characters wherever a request may carry them, before anybody looks at what it wants: in its path, query and headers here,
/// in JSON and CSV while the body is read. Contents of files are bytes and pass.
/// </summary>
internal static class StorableText
{
    // Nobody stores these as they came, and browsers fill them with addresses of other sites.
    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase) { "Cookie", "Referer", "User-Agent", "Origin" };

    public static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (HasZero(request.Path.Value) || HasZero(request.QueryString.Value)
            || request.Headers.Any(header => !Unread.Contains(header.Key) && header.Value.Any(HasZero)))
            return Refusal.Invalid(UnstorableTextException.Words).ExecuteAsync(context);
        if (request.HasJsonContentType())
            request.Body = new JsonTextStream(request.Body);
        return next(context);
    }

    private static bool HasZero(string? text) =>
        text is not null && (text.Contains('\0', StringComparison.Ordinal) || text.Contains("%00", StringComparison.Ordinal));
}

/// <summary>
/// Passes JSON on as it is read, and stops at an escape that would become a character nobody can store. Linear, without memory.
/// </summary>
internal sealed class JsonTextStream(Stream inner) : Stream
{
    private int _digits = -1; // of a \u escape; -1 outside one
    private int _value;
    private bool _isEscape;
    private bool _isAfterHigh; // the first half of a character was read: the second has to follow

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Look(buffer.AsSpan(offset, read));
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Look(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Look(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            if (_digits < 0 && !_isEscape && !_isAfterHigh)
            {
                var next = bytes[at..].IndexOfAny((byte)'\\', (byte)0);
                if (next < 0) return;
                at += next;
            }

            Look(bytes[at]);
        }
    }

    private void Look(byte one)
    {
        if (_digits >= 0)
        {
            LookAtDigit(one);
            return;
        }

        if (_isEscape)
        {
            _isEscape = false;
            if (one == 'u') (_digits, _value) = (0, 0);
            else if (_isAfterHigh) throw new UnstorableTextException();
            return;
        }

        if (one == 0 || (_isAfterHigh && one != '\\')) throw new UnstorableTextException();
        _isEscape = one == '\\';
    }

    private void LookAtDigit(byte one)
    {
        // What is no hexadecimal digit is refused by whoever reads the JSON.
        _value = (_value << 4) | (char.IsAsciiHexDigit((char)one) ? Convert.ToInt32(((char)one).ToString(), 16) : 1);
        if (++_digits < 4) return;
        _digits = -1;
        var isLow = char.IsLowSurrogate((char)_value);
        if (_value == 0 || isLow != _isAfterHigh) throw new UnstorableTextException();
        _isAfterHigh = char.IsHighSurrogate((char)_value);
    }
}
