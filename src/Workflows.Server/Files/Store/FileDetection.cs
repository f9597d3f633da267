using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Workflows.Server.Files.Store;

/// <summary>Tells what a file is from its bytes.</summary>
internal static class FileDetection
{
    private const int HeadLength = DangerousHeads.Length;
    private const int ArchiveEndLength = 22;

    // 1.2.840.113549.1.7.2, signed data
    private static readonly byte[] SignedData = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];

    private static readonly string[] MailFields =
    [
        "Received:", "Return-Path:", "Delivered-To:", "From:", "Date:", "Message-ID:", "MIME-Version:", "Subject:", "X-", "DKIM-Signature:",
    ];

    private static readonly SearchValues<char> Control = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (char)code).Except(['\t', '\n', '\r', '\f']), '\x7f']);

    public static FileKind Detect(Stream file, FileLimits limits)
    {
        var head = Head(file);
        if (DangerousHeads.Find(head) is { } what && !IsMail(head))
            throw FileStoreException.IsDangerous(what);
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8))
            return ZipInspection.Inspect(file, limits);
        // A signature wraps whole documents; nothing else has an archive at its end.
        if (IsSigned(head))
            return FileKind.SignedPkcs7;
        if (EndsAsArchive(file))
            throw FileStoreException.TwoInOne();
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return FileKind.Png;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return FileKind.Jpeg;
        // Readers look for the mark further on; a file that begins as something else is that too.
        if (head.StartsWith("%PDF-"u8))
        {
            PdfInspection.Inspect(file);
            return FileKind.Pdf;
        }

        if (!IsText(file))
            return FileKind.Unknown;

        return IsMail(head) ? FileKind.Email : FileKind.Text;
    }

    private static ReadOnlySpan<byte> Head(Stream file)
    {
        file.Position = 0;
        var head = new byte[HeadLength];
        return head.AsSpan(0, file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false));
    }

    /// <summary>An archive is read from its end: one may be hidden behind any other file.</summary>
    private static bool EndsAsArchive(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, ArchiveEndLength + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        return end >= 0 && tail.Length - end >= ArchiveEndLength
            && end + ArchiveEndLength + BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 20)) <= tail.Length;
    }

    private static bool IsSigned(ReadOnlySpan<byte> head) =>
        (head.Length > 20 && head[0] == 0x30 && head[..20].IndexOf(SignedData) is > 0)
        || head.StartsWith("-----BEGIN PKCS7-----"u8) || head.StartsWith("-----BEGIN CMS-----"u8);

    private static bool IsMail(ReadOnlySpan<byte> head)
    {
        var fields = Encoding.UTF8.GetString(head).Split('\n').Take(12).ToArray();
        return MailFields.Any(name => fields[0].StartsWith(name, StringComparison.OrdinalIgnoreCase))
            && fields.Count(line => MailFields.Any(name => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))) >= 3;
    }

    private static bool IsText(Stream file)
    {
        file.Position = 0;
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        using var reader = new StreamReader(file, strict, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = new char[16 * 1024];
        try
        {
            int read;
            while ((read = reader.Read(buffer, 0, buffer.Length)) > 0)
                if (buffer.AsSpan(0, read).ContainsAny(Control))
                    return false;
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
